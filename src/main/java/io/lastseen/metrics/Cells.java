package io.lastseen.metrics;

import java.util.SortedMap;
import java.util.TreeMap;

/** Contributions of many sessions, summed up under all keys and levels they count for. */
final class Cells {
    private final SortedMap<RollupKey, Cell> cells = new TreeMap<>();

    /** @param sign 1, or -1 to take it back */
    void add(String site, Contribution contribution, int sign) {
        for (BreakdownBy by : BreakdownBy.values()) {
            for (Contribution.Seen as : contribution.keys(by)) {
                for (RollupLevel level : RollupLevel.of(by)) {
                    RollupKey key =
                            new RollupKey(site, by.text(), level.text(), level.floor(contribution.at()), as.path());
                    contribution.into(cells.computeIfAbsent(key, none -> new Cell()), as, sign);
                }
            }
        }
    }

    /** @param sign 1, or -1 to take it back */
    void add(FunnelContribution contribution, int sign) {
        for (int step = 0; step <= contribution.reach().furthest(); step++) {
            for (RollupLevel level : RollupLevel.OF_OTHERS) {
                RollupKey key = new RollupKey(
                        contribution.site(),
                        FunnelContribution.dim(contribution.funnel()),
                        level.text(),
                        level.floor(contribution.startedAt()),
                        String.valueOf(step));
                contribution.into(cells.computeIfAbsent(key, none -> new Cell()), step, sign);
            }
        }
    }

    /** In the order of their keys. */
    SortedMap<RollupKey, Cell> all() {
        return cells;
    }
}
