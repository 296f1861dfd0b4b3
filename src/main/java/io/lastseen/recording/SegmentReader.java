package io.lastseen.recording;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.format.Octets;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads a segment object (docs/storage-format.md). Every failure is an {@link UnreadableObject}. */
public final class SegmentReader {
    /** The fixed fields of an entry, and the shortest document's id that the wire takes: what is read of an index is bounded by its length. */
    private static final int LEAST_ENTRY = 25 + 16;

    private SegmentReader() {
    }

    /**
     * What a segment holds, in the order of its bytes.
     *
     * @param tail the object's last bytes, the whole index among them; {@link Footer#indexLength} says how many those are
     */
    public static List<IndexedChunk> index(byte[] tail, long objectLength) {
        Octets fields = Footer.SEGMENT.index(tail, objectLength);
        long end = Footer.SEGMENT.indexPosition(tail, objectLength);
        int count = fields.entries(LEAST_ENTRY);
        List<IndexedChunk> chunks = new ArrayList<>(count);
        String site = "";
        for (int i = 0; i < count; i++) {
            String next = fields.id();
            site = next.equals(site) ? site : next;
            IndexedChunk chunk = new IndexedChunk(site, fields.id(), fields.count(), fields.u8(), fields.count(), fields.count(),
                fields.count(), fields.i32());
            if (chunk.position() < Footer.MAGIC_BYTES || (long) chunk.position() + chunk.length() > end || chunk.headerLength() > chunk.length()) {
                throw new UnreadableObject(Reason.CONTRADICTION, "Chunk " + i + " lies outside the object");
            }
            chunks.add(chunk);
        }
        fields.atEnd();
        return Collections.unmodifiableList(chunks);
    }

    /** As {@link #index}, from all of the object's bytes; also its beginning is checked. */
    public static List<IndexedChunk> index(byte[] object) {
        Footer.SEGMENT.checkMagic(object);
        return index(object, object.length);
    }

    /** Header and payload of one chunk, compared with their checksum. */
    public static byte[] chunk(byte[] object, IndexedChunk chunk) {
        if ((long) chunk.position() + chunk.length() > object.length) {
            throw new UnreadableObject(Reason.TOO_SHORT, "The chunk lies outside the object");
        }
        byte[] sealed = Arrays.copyOfRange(object, chunk.position(), chunk.position() + chunk.length());
        if (Checksums.crc32c(sealed) != chunk.crc32c()) {
            throw new UnreadableObject(Reason.CHECKSUM, "Chunk " + chunk.sequence() + " of document " + chunk.document() + " does not match its checksum");
        }
        return sealed;
    }
}
