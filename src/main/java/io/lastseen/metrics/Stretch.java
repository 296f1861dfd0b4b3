package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time that rollups of one level cover exactly. Added and taken off, those of a period are the period: most of a day is the
 * day without its rest, so a day of Berlin's summer is one of UTC, two hours before it, and two hours less.
 *
 * @param point to which point of a series it belongs, from 0
 * @param sign 1: it is added; -1: it is taken off
 */
record Stretch(int point, int sign, RollupLevel level, Instant from, Instant to) {

    /**
     * The whole quarters from one instant to another, by as few rollups as there are.
     *
     * @param coarse the levels that are kept, quarters among them
     */
    static List<Stretch> cover(int point, Instant from, Instant to, List<RollupLevel> coarse) {
        List<Stretch> stretches = new ArrayList<>();
        cover(point, 1, RollupLevel.QUARTER.ceiling(from), RollupLevel.QUARTER.floor(to), coarse, stretches);
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

    /** As {@link RollupCells#CELLS} takes them. @param scope of one site */
    static Tuple parameters(Scope scope, String dim, List<Stretch> stretches) {
        return Tuple.tuple()
                .addString(scope.site().orElseThrow())
                .addString(dim)
                .addArrayOfInteger(stretches.stream().map(Stretch::point).toArray(Integer[]::new))
                .addArrayOfInteger(stretches.stream().map(Stretch::sign).toArray(Integer[]::new))
                .addArrayOfString(stretches.stream().map(one -> one.level().text()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> one.from().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> one.to().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
    }

    private static void cover(int point, int sign, Instant from, Instant to, List<RollupLevel> levels, List<Stretch> into) {
        if (!from.isBefore(to)) {
            return;
        }
        RollupLevel coarsest = levels.get(levels.size() - 1);
        List<RollupLevel> finer = levels.subList(0, levels.size() - 1);
        if (finer.isEmpty()) {
            into.add(new Stretch(point, sign, coarsest, from, to));
            return;
        }
        Instant first = coarsest.first(from);
        Instant last = coarsest.last(to);
        if (!first.isBefore(last) || apart(from, first) + apart(to, last) >= apart(from, to)) {
            cover(point, sign, from, to, finer, into);
            return;
        }
        into.add(new Stretch(point, sign, coarsest, first, last));
        cover(point, sign, from, first, finer, into);
        cover(point, -sign, first, from, finer, into);
        cover(point, sign, last, to, finer, into);
        cover(point, -sign, to, last, finer, into);
    }

    private static long apart(Instant one, Instant other) {
        return Math.abs(one.getEpochSecond() - other.getEpochSecond());
    }
}
