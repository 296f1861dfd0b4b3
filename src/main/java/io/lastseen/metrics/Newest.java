package io.lastseen.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The newest of however many: each session once. */
final class Newest {
    private final int most;
    private final TreeSet<FunnelContribution> kept = new TreeSet<>(FunnelContribution.NEWEST_FIRST);

    Newest(int most) {
        this.most = most;
    }

    void add(FunnelContribution one) {
        kept.add(one);
        if (kept.size() > most) {
            kept.pollLast();
        }
    }

    /** Newest first. */
    List<FunnelContribution> all() {
        return new ArrayList<>(kept);
    }
}
