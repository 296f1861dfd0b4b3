package io.lastseen.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.lastseen.recording.archive.Archive;
import io.lastseen.recording.archive.ArchiveFormat;
import io.lastseen.recording.archive.ArchiveIndex;
import io.lastseen.recording.archive.ArchiveRecord;
import io.lastseen.recording.archive.ArchivedChunk;
import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is written is read back, and nothing else is. */
class ObjectFormatsTest {
    private static final String DOCUMENT = "0f44d930-4096-477d-9e18-3ed8c40ae047";
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00.123456Z");
    private final byte[] segment = joined(SegmentWriter.write(List.of(
        new SegmentEntry("demo", DOCUMENT, 7, 2, "headpayload".getBytes(), 4), new SegmentEntry("demo", DOCUMENT, 8, 1, "head[]".getBytes(), 4))));
    private final byte[] archive = join(Archive.of("demo", DOCUMENT, 3, List.of(new ArchiveIndex.Document(DOCUMENT, "tab")),
        List.of(new ArchivedChunk(DOCUMENT, 7, 2, true, 0, 4, 7, 10, 900, AT, Checksums.sha256("headpayload".getBytes()))),
        List.of(Buffer.buffer("headpayload")), new ArchiveRecord(new JsonObject().put("format", 1))));

    private static byte[] joined(Segment segment) {
        Buffer all = Buffer.buffer();
        segment.parts().forEach(all::appendBuffer);
        return all.getBytes();
    }

    @Test
    void a_segment_tells_which_chunks_it_holds_and_gives_them_back() {
        List<IndexedChunk> chunks = SegmentReader.index(segment);

        assertThat(chunks).extracting(IndexedChunk::sequence).containsExactly(7, 8);
        assertThat(chunks).extracting(IndexedChunk::document).containsOnly(DOCUMENT);
        assertThat(SegmentReader.chunk(segment, chunks.get(0))).isEqualTo("headpayload".getBytes());
        assertThat(SegmentReader.index(Arrays.copyOfRange(segment, segment.length - Footer.SEGMENT.indexLength(segment, segment.length) - Footer.TRAILER_BYTES,
            segment.length), segment.length)).isEqualTo(chunks);
    }

    @Test
    void an_archive_tells_what_it_holds_and_where() {
        ArchiveIndex index = ArchiveFormat.read(archive, archive.length);
        ArchivedChunk chunk = index.chunks().get(0);

        assertThat(index.generation()).isEqualTo(3);
        assertThat(index.documents()).containsExactly(new ArchiveIndex.Document(DOCUMENT, "tab"));
        assertThat(chunk.receivedAt()).isEqualTo(AT);
        assertThat(chunk.keyframe()).isTrue();
        assertThat(Checksums.sha256(Arrays.copyOfRange(archive, chunk.position(), chunk.position() + chunk.sealedLength()))).isEqualTo(chunk.digest());
        byte[] packed = Arrays.copyOfRange(archive, index.recordAt(), index.recordAt() + index.recordLength());
        assertThat(Checksums.crc32c(packed)).isEqualTo(index.recordCrc());
        assertThat(ArchiveRecord.unpacked(packed).rows().getInteger("format")).isEqualTo(1);
    }

    @Test
    void an_object_of_another_kind_or_a_newer_version_is_named_so() {
        refused(Reason.WRONG_KIND, archive, SegmentReader::index);
        byte[] newer = segment.clone();
        newer[7] = 2;
        refused(Reason.FUTURE_VERSION, newer, SegmentReader::index);
        refused(Reason.TOO_SHORT, new byte[3], SegmentReader::index);
    }

    @Test
    void a_chunk_with_a_flipped_bit_is_refused() {
        byte[] damaged = segment.clone();
        damaged[10] ^= 4;
        refused(Reason.CHECKSUM, damaged, object -> SegmentReader.chunk(object, SegmentReader.index(object).get(0)));
    }

    @Test
    void an_index_with_any_flipped_bit_is_refused() {
        for (byte[] whole : List.of(segment, archive)) {
            int indexAt = (int) (whole == segment ? Footer.SEGMENT : Footer.ARCHIVE).indexPosition(whole, whole.length);
            for (int bit = indexAt * 8; bit < whole.length * 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> read(whole == segment, damaged)).isInstanceOf(UnreadableObject.class);
            }
        }
    }

    @Test
    void no_index_however_made_up_leads_to_anything_but_a_refusal_even_under_a_right_checksum() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            boolean ofSegment = random.nextBoolean();
            byte[] whole = ofSegment ? segment : archive;
            Footer footer = ofSegment ? Footer.SEGMENT : Footer.ARCHIVE;
            int indexAt = (int) footer.indexPosition(whole, whole.length);
            byte[] index = Arrays.copyOfRange(whole, indexAt, whole.length - Footer.TRAILER_BYTES - random.nextInt(3));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                index[random.nextInt(index.length)] = (byte) random.nextInt();
            }
            byte[] closing = footer.closing(index);
            byte[] made = ByteBuffer.allocate(indexAt + closing.length).put(whole, 0, indexAt).put(closing).array();
            try {
                read(ofSegment, made);
            } catch (UnreadableObject declared) {
                assertThat(declared.reason()).isNotNull();
            }
        }
    }

    @Test
    void reading_an_index_takes_no_more_memory_than_its_length_allows_whatever_it_says() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            boolean ofSegment = random.nextBoolean();
            Footer footer = ofSegment ? Footer.SEGMENT : Footer.ARCHIVE;
            byte[] index = ofSegment ? manyChunks(random) : manyPages(random);
            int changes = random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                index[random.nextInt(index.length)] = (byte) random.nextInt();
            }
            byte[] closing = footer.closing(index);
            byte[] made = ByteBuffer.allocate(Footer.MAGIC_BYTES + closing.length).put(footer.magic()).put(closing).array();
            if (changes == 0) {
                read(ofSegment, made);
            }
            assertThat(allocated(ofSegment, made)).as("bytes allocated for %d, try %d", made.length, i).isLessThanOrEqualTo(4L * made.length + 65_536);
        }
    }

    /** Entries as short as the wire's shortest ids make them, of which each takes the most memory for its bytes. */
    private static byte[] manyChunks(Random random) {
        int count = random.nextInt(4_000);
        ByteBuffer index = ByteBuffer.allocate(4 + count * (2 + 4 + 2 + 16 + 21)).putInt(count);
        for (int i = 0; i < count; i++) {
            index.putShort((short) 4).put("demo".getBytes()).putShort((short) 16).put(id(i)).putInt(i).put((byte) 1).putInt(Footer.MAGIC_BYTES).putInt(0)
                .putInt(0).putInt(0);
        }
        return index.array();
    }

    private static byte[] manyPages(Random random) {
        int count = random.nextInt(4_000);
        ByteBuffer index = ByteBuffer.allocate(2 + 4 + 2 + 16 + 16 + 4 + count * 36 + 4).putShort((short) 4).put("demo".getBytes())
            .putShort((short) 16).put(id(0)).putInt(1).putInt(Footer.MAGIC_BYTES).putInt(0).putInt(0).putInt(count);
        for (int i = 0; i < count; i++) {
            index.putShort((short) 16).put(id(i)).putShort((short) 16).put(id(i));
        }
        return index.array();
    }

    private static byte[] id(int number) {
        return "%016d".formatted(number).getBytes();
    }

    /** The less of two times: the first may load classes. */
    private static long allocated(boolean ofSegment, byte[] object) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.generate(() -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                read(ofSegment, object);
            } catch (UnreadableObject declared) {
                // declared
            }
            return threads.getCurrentThreadAllocatedBytes() - before;
        }).limit(2).min().orElseThrow();
    }

    private static void read(boolean ofSegment, byte[] object) {
        if (ofSegment) {
            SegmentReader.index(object);
        } else {
            ArchiveFormat.read(object, object.length);
        }
    }

    private static void refused(Reason reason, byte[] object, Consumer<byte[]> reading) {
        assertThatThrownBy(() -> reading.accept(object)).isInstanceOfSatisfying(UnreadableObject.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static byte[] join(Archive archive) {
        Buffer whole = Buffer.buffer();
        archive.content().forEach(whole::appendBuffer);
        assertThat(whole.length()).isEqualTo((int) archive.bytes());
        return whole.getBytes();
    }
}
