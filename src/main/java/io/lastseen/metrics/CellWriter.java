package io.lastseen.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers of a cell as bytes; as {@link java.io.ByteArrayOutputStream}, which takes a lock for each byte. */
final class CellWriter {
    private static final int LONGEST = 10;

    private byte[] bytes = new byte[64];
    private int size;

    void signed(long value) {
        write(value << 1 ^ value >> 63);
    }

    void write(long value) {
        room(LONGEST);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        write(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void append(CellWriter other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
