package io.lastseen.metrics;

import io.lastseen.metrics.Breakdown.Group;
import io.lastseen.metrics.OverviewTally.Ended;
import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Overview, series and breakdowns as rollups have them: the same as sessions would say, in a fraction of the time. */
@ApplicationScoped
class RollupNumbers {
    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final RollupReader rollups;

    RollupNumbers(RollupReader rollups) {
        this.rollups = rollups;
    }

    Uni<Optional<OverviewTally>> overview(Scope scope) {
        return rollups.read(scope, opened -> RollupCells.whole(opened, BreakdownBy.REASON).tallies().map(points -> {
            List<Ended> byReason = new ArrayList<>();
            points.get(0).forEach((reason, tally) -> {
                if (!reason.equals("open")) {
                    byReason.add(new Ended(reason, tally.counts(opened.hasGoal())));
                }
            });
            return new OverviewTally(sum(points.get(0).values()).counts(opened.hasGoal()), byReason);
        }));
    }

    Uni<Optional<SeriesCounts>> series(Scope scope, List<Instant> points) {
        return rollups.read(scope, opened -> new RollupCells(opened, BreakdownBy.REASON, points).sums().map(sums -> {
            SeriesCounts counts = new SeriesCounts(sum(sums).counts(opened.hasGoal()).figures());
            for (int i = 0; i < points.size(); i++) {
                counts.at(points.get(i), sums.get(i).counts(opened.hasGoal()).figures(), sums.get(i).reasons());
            }
            return counts;
        }));
    }

    /** One page, most sessions first. */
    Uni<Optional<Breakdown>> breakdown(Scope scope, BreakdownBy by, ZoneId zone, int limit, int offset) {
        return rollups.read(scope, opened -> Uni.combine()
                .all()
                .unis(RollupCells.whole(opened, by).sessions(), RollupReader.in(opened, scope.period().before(zone)))
                .asTuple()
                .chain(both -> {
                    Map<String, Long> sessions = both.getItem1();
                    Opened before = both.getItem2();
                    Set<String> keys = new LinkedHashSet<>();
                    sessions.entrySet().stream().sorted(MOST_FIRST).skip(offset).limit(limit).forEach(one -> keys.add(one.getKey()));
                    return Uni.combine()
                            .all()
                            .unis(RollupCells.whole(opened, by).tallies(keys), RollupCells.whole(before, by).tallies(keys))
                            .with((now, then) -> breakdown(opened, before, by, sessions.size(), keys, now, then, offset));
                }));
    }

    private static Breakdown breakdown(
            Opened opened,
            Opened before,
            BreakdownBy by,
            long total,
            Set<String> keys,
            Map<String, Tally> now,
            Map<String, Tally> then,
            int offset) {
        List<Group> items = keys.stream()
                .map(key -> new Group(
                        key,
                        now.get(key).counts(opened.hasGoal()).figures(),
                        rounded(now.get(key).quantile(CellTime.OPEN, 0.5)),
                        now.get(key).reasons(),
                        then.getOrDefault(key, new Tally()).counts(before.hasGoal()).figures()))
                .toList();
        int shown = offset + items.size();
        return new Breakdown(
                opened.scope().site().orElse(null),
                by.text(),
                by.definition(),
                opened.scope().period().from(),
                opened.scope().period().to(),
                total,
                items,
                shown < total ? String.valueOf(shown) : null,
                Definition.texts(),
                Definition.units());
    }

    private static Tally sum(Iterable<Tally> tallies) {
        Tally sum = new Tally();
        tallies.forEach(sum::add);
        return sum;
    }

    private static Long rounded(Double ms) {
        return ms == null ? null : Math.round(ms);
    }
}
