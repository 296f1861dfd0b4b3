package io.lastseen.recording.archive;

import io.lastseen.recording.archive.ArchiveIndex.Document;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.format.Octets;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The index of an archive object as bytes (docs/storage-format.md). Every failure of reading is an {@link UnreadableObject}. */
public final class ArchiveFormat {
    /** A document with the shortest ids that the wire takes, and the fixed fields of a chunk. */
    private static final int LEAST_DOCUMENT = 4 + 16 + 16;
    private static final int CHUNK = 4 + 4 + 1 + 1 + 4 + 4 + 4 + 8 + 8 + 8 + 32;
    private static final int KEYFRAME = 1;
    private static final int DIGEST = 32;

    private ArchiveFormat() {
    }

    /** Index and trailer, to be written last. */
    static byte[] closing(ArchiveIndex index) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + index.chunks().size() * CHUNK);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(index.site());
            out.writeUTF(index.session());
            out.writeInt(index.generation());
            out.writeInt(index.recordAt());
            out.writeInt(index.recordLength());
            out.writeInt(index.recordCrc());
            Map<String, Integer> ordinals = documents(out, index.documents());
            out.writeInt(index.chunks().size());
            for (ArchivedChunk chunk : index.chunks()) {
                chunk(out, chunk, ordinals.get(chunk.document()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Footer.ARCHIVE.closing(bytes.toByteArray());
    }

    private static Map<String, Integer> documents(DataOutputStream out, List<Document> documents) throws IOException {
        Map<String, Integer> ordinals = new HashMap<>();
        out.writeInt(documents.size());
        for (Document document : documents) {
            ordinals.put(document.id(), ordinals.size());
            out.writeUTF(document.id());
            out.writeUTF(document.tab());
        }
        return ordinals;
    }

    private static void chunk(DataOutputStream out, ArchivedChunk chunk, int document) throws IOException {
        out.writeInt(document);
        out.writeInt(chunk.sequence());
        out.writeByte(chunk.codec());
        out.writeByte(chunk.keyframe() ? KEYFRAME : 0);
        out.writeInt(chunk.position());
        out.writeInt(chunk.headerLength());
        out.writeInt(chunk.length());
        out.writeLong(chunk.firstMs());
        out.writeLong(chunk.lastMs());
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, chunk.receivedAt()));
        out.write(chunk.digest());
    }

    /** @param tail the object's last bytes, the whole index among them; {@link Footer#indexLength} says how many those are */
    public static ArchiveIndex read(byte[] tail, long objectLength) {
        Octets fields = Footer.ARCHIVE.index(tail, objectLength);
        long end = Footer.ARCHIVE.indexPosition(tail, objectLength);
        String site = fields.id();
        String session = fields.id();
        int generation = fields.count();
        int recordAt = fields.count();
        int recordLength = fields.count();
        int recordCrc = fields.i32();
        inside(recordAt, recordLength, end);
        int pages = fields.entries(LEAST_DOCUMENT);
        List<Document> documents = new ArrayList<>(pages);
        for (int left = pages; left > 0; left--) {
            documents.add(new Document(fields.id(), fields.id()));
        }
        int count = fields.entries(CHUNK);
        List<ArchivedChunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ArchivedChunk chunk = chunk(fields, documents);
            inside(chunk.position(), (long) chunk.headerLength() + chunk.length(), end);
            chunks.add(chunk);
        }
        fields.atEnd();
        return new ArchiveIndex(site, session, generation, documents, chunks, recordAt, recordLength, recordCrc);
    }

    private static ArchivedChunk chunk(Octets fields, List<Document> documents) {
        int document = fields.count();
        if (document >= documents.size()) {
            throw new UnreadableObject(Reason.CONTRADICTION, "A chunk is of document " + document + " of " + documents.size());
        }
        int sequence = fields.count();
        int codec = fields.u8();
        boolean keyframe = (fields.u8() & KEYFRAME) != 0;
        return new ArchivedChunk(documents.get(document).id(), sequence, codec, keyframe, fields.count(), fields.count(), fields.count(),
            fields.i64(), fields.i64(), Instant.EPOCH.plus(fields.i64(), ChronoUnit.MICROS), fields.bytes(DIGEST));
    }

    private static void inside(long position, long length, long end) {
        if (position < Footer.MAGIC_BYTES || position + length > end) {
            throw new UnreadableObject(Reason.CONTRADICTION, "Something lies outside the object");
        }
    }
}
