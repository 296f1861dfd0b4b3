package io.lastseen.metrics;

import java.nio.charset.StandardCharsets;

/** Numbers of cells out of bytes. */
final class CellReader {
    private final byte[] bytes;
    private int at;

    CellReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasNext() {
        return at < bytes.length;
    }

    /** @throws IllegalStateException where the next cell is of a version that is not known here */
    void begin() {
        if (bytes[at++] != CellCodec.VERSION) {
            throw new IllegalStateException("A rollup was written by a later version of this program.");
        }
    }

    long next() {
        long value = 0;
        int shift = 0;
        byte one;
        do {
            one = bytes[at++];
            value |= (long) (one & 0x7F) << shift;
            shift += 7;
        } while (one < 0);
        return value;
    }

    long signed() {
        long value = next();
        return value >>> 1 ^ -(value & 1);
    }

    String text() {
        int length = (int) next();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
}
