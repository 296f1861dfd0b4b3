package io.lastseen.recording.format;

import io.lastseen.recording.format.UnreadableObject.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The end of an object: its index, then CRC32C of the index, its length, and four bytes that name the kind. So an object's
 * index is found from its end, and an object that was cut off is told from a whole one.
 */
public enum Footer {
    SEGMENT("LSSEG", "LSND"),
    ARCHIVE("LSARC", "LAND");

    public static final int MAGIC_BYTES = 8;
    public static final int TRAILER_BYTES = 12;
    private static final int VERSION = 1;
    private final byte[] magic;
    private final byte[] end;

    Footer(String magic, String end) {
        this.magic = (magic + "\0\0" + (char) VERSION).getBytes(StandardCharsets.ISO_8859_1);
        this.end = end.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What an object of this kind begins with. */
    public byte[] magic() {
        return magic.clone();
    }

    /** The index with its trailer behind it, to be written last. */
    public byte[] closing(byte[] index) {
        return ByteBuffer.allocate(index.length + TRAILER_BYTES)
            .put(index).putInt(Checksums.crc32c(index)).putInt(index.length).put(end).array();
    }

    /** @throws UnreadableObject where an object does not begin as this kind, in a version that is known here */
    public void checkMagic(byte[] beginning) {
        if (beginning.length < MAGIC_BYTES) {
            throw new UnreadableObject(Reason.TOO_SHORT, "An object of this kind begins with " + MAGIC_BYTES + " bytes");
        }
        if (Arrays.mismatch(magic, 0, MAGIC_BYTES - 1, beginning, 0, MAGIC_BYTES - 1) >= 0) {
            throw new UnreadableObject(Reason.WRONG_KIND, "It does not begin as " + this + " objects do");
        }
        if (beginning[MAGIC_BYTES - 1] != VERSION) {
            throw new UnreadableObject(Reason.FUTURE_VERSION, "Its version is " + (beginning[MAGIC_BYTES - 1] & 0xff) + ", known here is " + VERSION);
        }
    }

    /**
     * How long the index is, without its trailer.
     *
     * @param tail the object's last bytes, at least {@link #TRAILER_BYTES}
     * @throws UnreadableObject where the object ends otherwise
     */
    public int indexLength(byte[] tail, long objectLength) {
        if (tail.length < TRAILER_BYTES || objectLength < MAGIC_BYTES + TRAILER_BYTES) {
            throw new UnreadableObject(Reason.TOO_SHORT, "It is shorter than an empty object of this kind");
        }
        ByteBuffer trailer = ByteBuffer.wrap(tail, tail.length - TRAILER_BYTES, TRAILER_BYTES);
        trailer.getInt();
        int length = trailer.getInt();
        if (Arrays.mismatch(end, 0, end.length, tail, tail.length - end.length, tail.length) >= 0) {
            throw new UnreadableObject(Reason.WRONG_KIND, "It does not end as " + this + " objects do");
        }
        if (length < 0 || length > objectLength - MAGIC_BYTES - TRAILER_BYTES) {
            throw new UnreadableObject(Reason.CONTRADICTION, "An index of " + length + " bytes does not fit in an object of " + objectLength);
        }
        return length;
    }

    /**
     * The index' fields, once its checksum was compared.
     *
     * @param tail the object's last bytes, the whole index among them
     * @throws UnreadableObject where it is damaged
     */
    public Octets index(byte[] tail, long objectLength) {
        int length = indexLength(tail, objectLength);
        int from = tail.length - TRAILER_BYTES - length;
        if (from < 0) {
            throw new UnreadableObject(Reason.TOO_SHORT, "The index is longer than what was read of it");
        }
        if (Checksums.crc32c(tail, from, length) != ByteBuffer.wrap(tail, tail.length - TRAILER_BYTES, 4).getInt()) {
            throw new UnreadableObject(Reason.CHECKSUM, "The index does not match its checksum");
        }
        return new Octets(tail, from, length);
    }

    /** Where the index begins: everything that it points to lies before. */
    public long indexPosition(byte[] tail, long objectLength) {
        return objectLength - TRAILER_BYTES - indexLength(tail, objectLength);
    }
}
