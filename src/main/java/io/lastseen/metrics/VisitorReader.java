package io.lastseen.metrics;

/** Goes through the visitors of a cell's bytes, in the order of their numbers; the reader stands behind them at the end. */
final class VisitorReader {
    /** No visitor's number: there are no more. */
    static final long END = Long.MAX_VALUE;

    private final CellReader in;
    private long left;
    private long number;
    private long sessions;

    VisitorReader(CellReader in) {
        this.in = in;
        this.left = in.next();
        next();
    }

    void next() {
        if (left-- == 0) {
            number = END;
            return;
        }
        long gap = in.next();
        number += gap >>> 1;
        sessions = (gap & 1) == 0 ? 1 : in.signed();
    }

    long number() {
        return number;
    }

    long sessions() {
        return sessions;
    }
}
