package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.HashMap;
import java.util.Map;

/** How many sessions, or visitors, reached each step of a funnel, by what tells them apart. */
final class FunnelReached<K> {
    private final int steps;
    private final Map<K, long[]> reached = new HashMap<>();

    /** Null where all together are the sum of the groups. */
    private final long[] whole;

    FunnelReached(Funnel funnel) {
        this(funnel, null);
    }

    private FunnelReached(Funnel funnel, long[] whole) {
        this.steps = funnel.steps().size();
        this.whole = whole;
    }

    /** Where one visitor may be in several groups, and all together are told by {@link #whole}. */
    static <K> FunnelReached<K> ofVisitors(Funnel funnel) {
        return new FunnelReached<>(funnel, new long[funnel.steps().size()]);
    }

    /** Rows say how many sessions got as far as {@code furthest} and no further. */
    static <K> FunnelReached<K> read(RowSet<Row> rows, Funnel funnel, FunnelSplit<K> split) {
        FunnelReached<K> all = new FunnelReached<>(funnel);
        rows.forEach(row -> all.furthest(split.of(row), row.getInteger("furthest"), row.getLong("sessions")));
        return all;
    }

    void add(K key, int step, long sessions) {
        reached.computeIfAbsent(key, none -> new long[steps])[step] += sessions;
    }

    /** They reached all steps up to this one. */
    void furthest(K key, int step, long sessions) {
        for (int each = 0; each <= step; each++) {
            add(key, each, sessions);
        }
    }

    /** One more of all together reached all steps up to this one. */
    void whole(int step) {
        for (int each = 0; each <= step; each++) {
            whole[each]++;
        }
    }

    FunnelFigures of(K key) {
        return FunnelFigures.of(reached.getOrDefault(key, new long[steps]));
    }

    FunnelFigures all() {
        if (whole != null) {
            return FunnelFigures.of(whole);
        }
        long[] sum = new long[steps];
        reached.values().forEach(one -> {
            for (int step = 0; step < steps; step++) {
                sum[step] += one[step];
            }
        });
        return FunnelFigures.of(sum);
    }

    /** Of each group of which somebody entered. */
    Map<K, FunnelFigures> groups() {
        Map<K, FunnelFigures> groups = new HashMap<>();
        reached.forEach((key, of) -> {
            if (of[0] > 0) {
                groups.put(key, FunnelFigures.of(of));
            }
        });
        return groups;
    }
}
