package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time that rollups of one level cover exactly.
 *
 * @param point to which point of a series it belongs, from 0
 */
record Stretch(int point, RollupLevel level, Instant from, Instant to) {

    /**
     * The whole quarters from one instant to another, by as few rollups as there are.
     *
     * @param coarse the levels that are kept, quarters among them
     */
    static List<Stretch> cover(int point, Instant from, Instant to, List<RollupLevel> coarse) {
        List<Stretch> stretches = new ArrayList<>();
        cover(point, RollupLevel.QUARTER.ceiling(from), RollupLevel.QUARTER.floor(to), coarse, stretches);
        return stretches;
    }

    private static void cover(int point, Instant from, Instant to, List<RollupLevel> levels, List<Stretch> into) {
        if (!from.isBefore(to)) {
            return;
        }
        RollupLevel coarsest = levels.get(levels.size() - 1);
        Instant first = coarsest.ceiling(from);
        Instant last = coarsest.floor(to);
        if (Duration.between(first, last).isNegative() || first.equals(last)) {
            cover(point, from, to, levels.subList(0, levels.size() - 1), into);
            return;
        }
        if (levels.size() > 1) {
            cover(point, from, first, levels.subList(0, levels.size() - 1), into);
            cover(point, last, to, levels.subList(0, levels.size() - 1), into);
        }
        into.add(new Stretch(point, coarsest, first, last));
    }
}
