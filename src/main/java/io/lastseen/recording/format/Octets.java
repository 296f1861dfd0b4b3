package io.lastseen.recording.format;

import io.lastseen.recording.format.UnreadableObject.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads big-endian fields one after the other, and never beyond the bytes there are, whatever a length says. */
public final class Octets {
    private final ByteBuffer bytes;

    public Octets(byte[] bytes, int offset, int length) {
        this.bytes = ByteBuffer.wrap(bytes, offset, length);
    }

    public int u8() {
        return need(1).get() & 0xff;
    }

    public int i32() {
        return need(4).getInt();
    }

    public long i64() {
        return need(8).getLong();
    }

    /** A number that counts something: not negative. */
    public int count() {
        int count = i32();
        if (count < 0) {
            throw new UnreadableObject(Reason.CONTRADICTION, "A length or number is negative");
        }
        return count;
    }

    /** How many entries follow; refused where the bytes that are left cannot hold so many. */
    public int entries(int leastBytesEach) {
        int count = count();
        if (count > bytes.remaining() / leastBytesEach) {
            throw new UnreadableObject(Reason.CONTRADICTION, count + " entries do not fit in " + bytes.remaining() + " bytes");
        }
        return count;
    }

    /** An id of 2 bytes length, then ASCII: other text would take several times its bytes to read. */
    public String id() {
        int length = need(2).getShort() & 0xffff;
        need(length);
        int from = bytes.arrayOffset() + bytes.position();
        for (int at = from; at < from + length; at++) {
            if (bytes.array()[at] < 0) {
                throw new UnreadableObject(Reason.CONTRADICTION, "An id is not ASCII");
            }
        }
        bytes.position(bytes.position() + length);
        return new String(bytes.array(), from, length, StandardCharsets.US_ASCII);
    }

    public byte[] bytes(int length) {
        need(length);
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    public void atEnd() {
        if (bytes.hasRemaining()) {
            throw new UnreadableObject(Reason.CONTRADICTION, bytes.remaining() + " bytes are left over");
        }
    }

    private ByteBuffer need(int length) {
        if (bytes.remaining() < length) {
            throw new UnreadableObject(Reason.TOO_SHORT, length + " more bytes are needed where " + bytes.remaining() + " are left");
        }
        return bytes;
    }
}
