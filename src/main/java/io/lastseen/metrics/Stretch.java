package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

    /** All of a period, as one point. */
    static List<Stretch> ofPeriod(Period period, List<RollupLevel> coarse) {
        return cover(0, period.from(), period.to(), coarse);
    }

    /** Of each point what of it lies in the period. @param points beginnings; each ends where the next begins */
    static List<Stretch> ofPoints(Period period, List<Instant> points, List<RollupLevel> coarse) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Instant from = points.get(i).isBefore(period.from()) ? period.from() : points.get(i);
            Instant to = i + 1 < points.size() ? points.get(i + 1) : period.to();
            stretches.addAll(cover(i, from, to.isAfter(period.to()) ? period.to() : to, coarse));
        }
        return stretches;
    }

    /** As {@link RollupCells#SUM} takes them. @param scope of one site */
    static Tuple parameters(Scope scope, String dim, List<Stretch> stretches) {
        return Tuple.tuple()
                .addString(scope.site().orElseThrow())
                .addString(dim)
                .addArrayOfInteger(stretches.stream().map(Stretch::point).toArray(Integer[]::new))
                .addArrayOfString(stretches.stream().map(one -> one.level().text()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> one.from().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> one.to().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
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
