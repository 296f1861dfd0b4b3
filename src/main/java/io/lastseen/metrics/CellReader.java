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
        return signed(next());
    }

    private static long signed(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    /**
     * Bins and how often each occurred. Here as in {@link #visitors}, where nearly all of a cell is, the place stays in a local variable,
     * which a compiler keeps in a register.
     */
    void times(CellTime which, int sign, CellSink sink) {
        byte[] from = bytes;
        long left = next();
        int place = at;
        int bin = 0;
        for (; left > 0; left--) {
            int gap = from[place++];
            if (gap < 0) {
                at = place - 1;
                gap = (int) next();
                place = at;
            }
            long number = from[place++];
            if (number < 0) {
                at = place - 1;
                number = next();
                place = at;
            }
            bin += gap;
            sink.time(which, bin, sign * signed(number));
        }
        at = place;
    }

    /** As {@link VisitorWriter} writes them. */
    void visitors(int sign, CellSink sink) {
        byte[] from = bytes;
        long left = next();
        int place = at;
        long visitor = 0;
        for (; left > 0; left--) {
            long gap = from[place++];
            if (gap < 0) {
                gap &= 0x7F;
                int shift = 7;
                long more;
                do {
                    more = from[place++];
                    gap |= (more & 0x7F) << shift;
                    shift += 7;
                } while (more < 0);
            }
            visitor += gap >>> 1;
            long sessions = 1;
            if ((gap & 1) != 0) {
                at = place;
                sessions = signed();
                place = at;
            }
            sink.visitor(visitor, sign * sessions);
        }
        at = place;
    }

    String text() {
        int length = (int) next();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
}
