package io.lastseen.recording.store;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.List;

/** Buffers read one after the other, without joining them first. */
final class BuffersStream extends InputStream {

    private final List<Buffer> buffers;
    private int buffer;
    private int position;

    BuffersStream(List<Buffer> buffers) {
        this.buffers = buffers;
    }

    static long length(List<Buffer> buffers) {
        return buffers.stream().mapToLong(Buffer::length).sum();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (buffer < buffers.size() && position == buffers.get(buffer).length()) {
            buffer++;
            position = 0;
        }
        if (buffer == buffers.size()) {
            return -1;
        }
        Buffer from = buffers.get(buffer);
        int count = Math.min(length, from.length() - position);
        from.getBytes(position, position + count, into, offset);
        position += count;
        return count;
    }
}
