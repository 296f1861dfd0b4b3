package io.lastseen.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Visitors some of whose sessions are taken off, with how many sessions are left. Each of hundreds of thousands of visitors is looked up
 * in it, and few are found: a bit says of nearly all others that they are not there.
 */
final class Doubtful {
    private static final int BITS = 1 << 15;

    private final Map<Long, Long> sessions = new HashMap<>();
    private long[] seen;

    void add(long visitor, long change) {
        if (seen == null) {
            seen = new long[BITS / Long.SIZE];
        }
        int bit = (int) visitor & BITS - 1;
        seen[bit / Long.SIZE] |= 1L << bit;
        sessions.merge(visitor, change, Long::sum);
    }

    boolean has(long visitor) {
        if (seen == null) {
            return false;
        }
        int bit = (int) visitor & BITS - 1;
        return (seen[bit / Long.SIZE] & 1L << bit) != 0 && sessions.containsKey(visitor);
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    void each(BiConsumer<Long, Long> told) {
        sessions.forEach(told);
    }
}
