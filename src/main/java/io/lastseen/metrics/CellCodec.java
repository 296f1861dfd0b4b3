package io.lastseen.metrics;

import java.util.Map;
import java.util.Optional;

/**
 * Cells as bytes: a version, the counts, the times, the visitors and the end reasons, each list led by its length. Numbers are
 * variable length, those of bins and visitors relative to the one before; signed ones in zigzag. Several cells in a row are
 * their sum, so PostgreSQL can add cells by joining their bytes.
 */
final class CellCodec {
    static final int VERSION = 1;
    private static final CellCount[] COUNTS = CellCount.values();
    private static final CellTime[] TIMES = CellTime.values();

    private CellCodec() {}

    static byte[] encode(Cell cell) {
        return encode(cell, VisitorWriter.of(cell.visitors()));
    }

    /**
     * What is stored, with a change. Empty where nothing is left of either.
     *
     * @param stored one cell, or several in a row
     * @param change takes in all of the stored ones but their visitors, and is to be used for nothing but its counts afterwards
     */
    static Optional<byte[]> add(byte[] stored, Cell change) {
        VisitorWriter visitors = VisitorWriter.of(change.visitors());
        CellReader in = new CellReader(stored);
        while (in.hasNext()) {
            in.begin();
            counts(in, 1, change);
            allTimes(in, 1, change);
            visitors = VisitorWriter.sum(in, visitors.reader());
            reasons(in, 1, change);
        }
        return visitors.isEmpty() && change.isEmptyButForVisitors() ? Optional.empty() : Optional.of(encode(change, visitors));
    }

    private static byte[] encode(Cell cell, VisitorWriter visitors) {
        CellWriter out = new CellWriter();
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
        visitors.into(out);
        out.write(cell.reasons().size());
        cell.reasons().forEach((reason, sessions) -> {
            out.text(reason);
            out.signed(sessions);
        });
        return out.bytes();
    }

    /** Adds all cells in these bytes. */
    static void decode(byte[] bytes, CellSink sink) {
        decode(bytes, 1, sink);
    }

    /** @param sign 1: all cells in these bytes are added; -1: they are taken off */
    static void decode(byte[] bytes, int sign, CellSink sink) {
        CellReader in = new CellReader(bytes);
        while (in.hasNext()) {
            in.begin();
            counts(in, sign, sink);
            allTimes(in, sign, sink);
            in.visitors(sign, sink);
            reasons(in, sign, sink);
        }
    }

    private static void counts(CellReader in, int sign, CellSink sink) {
        long counts = in.next();
        for (int i = 0; i < counts; i++) {
            sink.count(COUNTS[i], sign * in.signed());
        }
    }

    private static void allTimes(CellReader in, int sign, CellSink sink) {
        long times = in.next();
        for (int i = 0; i < times; i++) {
            in.times(TIMES[i], sign, sink);
        }
    }

    private static void reasons(CellReader in, int sign, CellSink sink) {
        for (long left = in.next(); left > 0; left--) {
            sink.reason(in.text(), sign * in.signed());
        }
    }
}
