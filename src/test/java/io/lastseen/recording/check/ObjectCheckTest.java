package io.lastseen.recording.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.recording.Segment;
import io.lastseen.recording.SegmentEntry;
import io.lastseen.recording.SegmentReader;
import io.lastseen.recording.SegmentWriter;
import io.lastseen.recording.format.Checksums;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check of the store says of an object: one line for each finding, and the line begins with the object's key. */
class ObjectCheckTest {
    private static final String SEGMENT = "segments/2026-05-01/one";
    private static final String DOCUMENT = "0123456789abcdef";
    private static final byte[] BODY = "header and payload".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
    private static final String ASSET = "assets/demo/" + HexFormat.of().formatHex(Checksums.sha256(DRAWING));
    private static final String CHUNK = "chunk 7 of document 0123456789abcdef of site demo";

    private final byte[] segment = segment();
    private final int position = positionIn(segment);

    @Test
    void of_a_whole_object_nothing_is_said() {
        assertThat(ObjectCheck.of(ObjectKind.SEGMENT, SEGMENT, segment, List.of(row())))
            .isEqualTo(new Findings(new StoreReport(1, 1, 0, 0, 0, 0), List.of()));
        assertThat(ObjectCheck.of(ObjectKind.ASSET, ASSET, DRAWING, List.of(image())))
            .isEqualTo(new Findings(new StoreReport(1, 1, 0, 0, 0, 0), List.of()));
    }

    @Test
    void a_damaged_chunk_is_one_finding_though_row_and_segment_both_tell_it() {
        segment[position] ^= 1;

        Findings found = ObjectCheck.of(ObjectKind.SEGMENT, SEGMENT, segment, List.of(row()));

        assertThat(found.lines()).containsExactly(SEGMENT + ": " + CHUNK + " is damaged: its bytes do not match the SHA-256 in its row");
        assertThat(found.report()).isEqualTo(new StoreReport(1, 1, 0, 0, 1, 0));
    }

    @Test
    void a_damaged_chunk_without_a_row_is_told_by_the_segment_alone() {
        segment[position] ^= 1;

        Findings found = ObjectCheck.of(ObjectKind.SEGMENT, SEGMENT, segment, List.of());

        assertThat(found.lines()).containsExactly(SEGMENT + ": " + CHUNK + " is damaged: its bytes do not match their checksum");
        assertThat(found.report()).isEqualTo(new StoreReport(1, 0, 0, 1, 1, 0));
    }

    @Test
    void an_object_that_was_cut_off_has_lost_what_its_rows_say_and_cannot_be_read() {
        byte[] half = Arrays.copyOf(segment, position + 1);

        Findings found = ObjectCheck.of(ObjectKind.SEGMENT, SEGMENT, half, List.of(row()));

        assertThat(found.lines()).hasSize(2).allMatch(line -> line.startsWith(SEGMENT)).satisfiesExactly(
            line -> assertThat(line).contains(CHUNK + " is cut off"), line -> assertThat(line).contains("cannot be read"));
        assertThat(found.report()).isEqualTo(new StoreReport(1, 1, 1, 0, 0, 1));
    }

    @Test
    void a_damaged_image_is_called_an_image() {
        byte[] damaged = DRAWING.clone();
        damaged[5] ^= 1;

        Findings found = ObjectCheck.of(ObjectKind.ASSET, ASSET, damaged, List.of(image()));

        assertThat(found.lines()).containsExactly(ASSET + ": an image of site demo is damaged: its bytes do not match the SHA-256 in its name");
        assertThat(found.report()).isEqualTo(new StoreReport(1, 1, 0, 0, 1, 0));
    }

    private ExpectedBytes row() {
        return new ExpectedBytes(position, BODY.length, Optional.of(Checksums.sha256(BODY)), ExpectedBytes.chunk("demo", DOCUMENT, 7));
    }

    private static ExpectedBytes image() {
        return new ExpectedBytes(0, DRAWING.length, Optional.of(Checksums.sha256(DRAWING)), "an image of site demo");
    }

    private static byte[] segment() {
        Segment segment = SegmentWriter.write(List.of(new SegmentEntry("demo", DOCUMENT, 7, 0, BODY, 6)));
        Buffer whole = Buffer.buffer();
        segment.parts().forEach(whole::appendBuffer);
        return whole.getBytes();
    }

    private static int positionIn(byte[] segment) {
        return SegmentReader.index(segment).get(0).position();
    }
}
