package io.lastseen.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sum of contributions as it is stored. Nothing in it forgets: times are kept by how often each occurred, and visitors with
 * how many sessions each had, so what comes and goes again leaves the very cell that was there before.
 */
final class Cell implements CellSink {
    private final long[] counts = new long[CellCount.values().length];
    private final Map<CellTime, SortedMap<Integer, Long>> times = new EnumMap<>(CellTime.class);
    private final SortedMap<Long, Long> visitors = new TreeMap<>();
    private final SortedMap<String, Long> reasons = new TreeMap<>();

    Cell() {
        for (CellTime time : CellTime.values()) {
            times.put(time, new TreeMap<>());
        }
    }

    @Override
    public void count(CellCount which, long number) {
        counts[which.ordinal()] += number;
    }

    @Override
    public void time(CellTime which, int bin, long number) {
        add(times.get(which), bin, number);
    }

    @Override
    public void visitor(long number, long sessions) {
        add(visitors, number, sessions);
    }

    @Override
    public void unnumbered(String visitorId) {
        throw new IllegalStateException("A session was counted before its visitor had a number.");
    }

    @Override
    public void reason(String reason, long sessions) {
        add(reasons, reason, sessions);
    }

    /** Nothing is left of what came and went. */
    boolean isEmpty() {
        return visitors.isEmpty() && isEmptyButForVisitors();
    }

    boolean isEmptyButForVisitors() {
        return reasons.isEmpty()
                && times.values().stream().allMatch(Map::isEmpty)
                && Arrays.stream(counts).allMatch(count -> count == 0);
    }

    long count(CellCount which) {
        return counts[which.ordinal()];
    }

    SortedMap<Integer, Long> times(CellTime which) {
        return times.get(which);
    }

    SortedMap<Long, Long> visitors() {
        return visitors;
    }

    SortedMap<String, Long> reasons() {
        return reasons;
    }

    private static <K> void add(Map<K, Long> to, K key, long number) {
        to.merge(key, number, (one, other) -> one + other == 0 ? null : one + other);
    }
}
