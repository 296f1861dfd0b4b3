package io.lastseen.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Cells as bytes: a version, the counts, the times, the visitors and the end reasons, each list led by its length. Numbers are
 * variable length, those of bins and visitors relative to the one before; signed ones in zigzag. Several cells in a row are
 * their sum, so PostgreSQL can add cells by joining their bytes.
 */
final class CellCodec {
    private static final int VERSION = 1;
    private static final CellCount[] COUNTS = CellCount.values();
    private static final CellTime[] TIMES = CellTime.values();

    private CellCodec() {}

    static byte[] encode(Cell cell) {
        Writer out = new Writer();
        out.write(VERSION);
        out.write(COUNTS.length);
        for (CellCount count : COUNTS) {
            out.signed(cell.count(count));
        }
        out.write(TIMES.length);
        for (CellTime time : TIMES) {
            out.write(cell.times(time).size());
            long before = 0;
            for (Map.Entry<Integer, Long> bin : cell.times(time).entrySet()) {
                out.write(bin.getKey() - before);
                out.signed(bin.getValue());
                before = bin.getKey();
            }
        }
        visitors(out, cell.visitors());
        out.write(cell.reasons().size());
        cell.reasons().forEach((reason, sessions) -> {
            out.text(reason);
            out.signed(sessions);
        });
        return out.bytes();
    }

    /** Most visitors came once: then the count is left out, and the gap before it is even. */
    private static void visitors(Writer out, Map<Long, Long> visitors) {
        out.write(visitors.size());
        long before = 0;
        for (Map.Entry<Long, Long> visitor : visitors.entrySet()) {
            boolean once = visitor.getValue() == 1;
            out.write((visitor.getKey() - before) << 1 | (once ? 0 : 1));
            if (!once) {
                out.signed(visitor.getValue());
            }
            before = visitor.getKey();
        }
    }

    /** Adds all cells in these bytes. */
    static void decode(byte[] bytes, CellSink sink) {
        Reader in = new Reader(bytes);
        while (in.at < bytes.length) {
            if (bytes[in.at++] != VERSION) {
                throw new IllegalStateException("A rollup was written by a later version of this program.");
            }
            long counts = in.next();
            for (int i = 0; i < counts; i++) {
                sink.count(COUNTS[i], in.signed());
            }
            long times = in.next();
            for (int i = 0; i < times; i++) {
                times(in, TIMES[i], sink);
            }
            visitors(in, sink);
            for (long left = in.next(); left > 0; left--) {
                sink.reason(in.text(), in.signed());
            }
        }
    }

    private static void times(Reader in, CellTime which, CellSink sink) {
        int bin = 0;
        for (long left = in.next(); left > 0; left--) {
            bin += (int) in.next();
            sink.time(which, bin, in.signed());
        }
    }

    private static void visitors(Reader in, CellSink sink) {
        long number = 0;
        for (long left = in.next(); left > 0; left--) {
            long gap = in.next();
            number += gap >>> 1;
            sink.visitor(number, (gap & 1) == 0 ? 1 : in.signed());
        }
    }

    /** As {@link java.io.ByteArrayOutputStream}, which takes a lock for each byte. */
    private static final class Writer {
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

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
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
}
