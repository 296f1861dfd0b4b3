package io.lastseen.metrics;

import java.util.Iterator;
import java.util.Map;
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

    /**
     * The sum of stored visitors and changed ones. The stored ones go from bytes to bytes: a busy site's day has a million of
     * them in a dozen cells.
     */
    static VisitorWriter sum(CellReader stored, SortedMap<Long, Long> change) {
        VisitorWriter sum = new VisitorWriter();
        Iterator<Map.Entry<Long, Long>> changes = change.entrySet().iterator();
        Map.Entry<Long, Long> changed = next(changes);
        long number = 0;
        for (long left = stored.next(); left > 0; left--) {
            long gap = stored.next();
            number += gap >>> 1;
            long sessions = (gap & 1) == 0 ? 1 : stored.signed();
            for (; changed != null && changed.getKey() < number; changed = next(changes)) {
                sum.add(changed.getKey(), changed.getValue());
            }
            if (changed != null && changed.getKey() == number) {
                sessions += changed.getValue();
                changed = next(changes);
            }
            sum.add(number, sessions);
        }
        for (; changed != null; changed = next(changes)) {
            sum.add(changed.getKey(), changed.getValue());
        }
        return sum;
    }

    private static <T> T next(Iterator<T> all) {
        return all.hasNext() ? all.next() : null;
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

    void into(CellWriter cell) {
        cell.write(size);
        cell.append(out);
    }
}
