package io.lastseen.metrics;

import java.util.SortedMap;

/** The visitors of a cell as bytes. Most came once: then the count is left out, and the gap before it is even. */
final class VisitorWriter {
    private final CellWriter out = new CellWriter();
    private long before;
    private long size;

    static VisitorWriter of(SortedMap<Long, Long> visitors) {
        VisitorWriter writer = new VisitorWriter();
        visitors.forEach(writer::add);
        return writer;
    }

    /** The sum of both, from bytes to bytes: a busy site's day has a million visitors in a dozen cells. */
    static VisitorWriter sum(CellReader one, CellReader other) {
        VisitorWriter sum = new VisitorWriter();
        VisitorReader first = new VisitorReader(one);
        VisitorReader second = new VisitorReader(other);
        for (long number = least(first, second); number != VisitorReader.END; number = least(first, second)) {
            long sessions = 0;
            for (VisitorReader each : new VisitorReader[] {first, second}) {
                if (each.number() == number) {
                    sessions += each.sessions();
                    each.next();
                }
            }
            sum.add(number, sessions);
        }
        return sum;
    }

    private static long least(VisitorReader one, VisitorReader other) {
        return Math.min(one.number(), other.number());
    }

    /** In the order of their numbers. */
    private void add(long number, long sessions) {
        if (sessions == 0) {
            return;
        }
        boolean once = sessions == 1;
        out.write((number - before) << 1 | (once ? 0 : 1));
        if (!once) {
            out.signed(sessions);
        }
        before = number;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    CellReader reader() {
        CellWriter alone = new CellWriter();
        into(alone);
        return new CellReader(alone.bytes());
    }

    void into(CellWriter cell) {
        cell.write(size);
        cell.append(out);
    }
}
