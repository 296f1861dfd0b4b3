package io.lastseen.metrics;

import io.lastseen.metrics.FunnelSeries.Before;
import io.lastseen.metrics.FunnelSeries.Point;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts how far sessions get in a funnel by the hour, day, week or month of a zone in which they started, or visitors entered, across its
 * clock changes.
 */
@ApplicationScoped
class FunnelSeriesQuery {
    private final FunnelQueries queries;
    private final FunnelRollups rollups;
    private final FunnelSessions sessions;
    private final VisitorFunnels visitors;

    FunnelSeriesQuery(FunnelQueries queries, FunnelRollups rollups, FunnelSessions sessions, VisitorFunnels visitors) {
        this.queries = queries;
        this.rollups = rollups;
        this.sessions = sessions;
        this.visitors = visitors;
    }

    /** @param scope of the funnel's site */
    Uni<FunnelSeries> series(Funnel funnel, Scope scope, Granularity granularity, ZoneId zone) {
        Period period = scope.period();
        Period before = period.before(zone);
        List<Instant> points = granularity.points(period, zone);
        List<Instant> pointsBefore = granularity.points(before, zone);
        return Uni.combine()
                .all()
                .unis(counted(funnel, scope, points), counted(funnel, scope.in(before), pointsBefore))
                .with((now, then) -> new FunnelSeries(
                        funnel,
                        zone.getId(),
                        granularity.text(),
                        period.from(),
                        period.to(),
                        now.all(),
                        at(points, now),
                        new Before(before.from(), before.to(), then.all(), at(pointsBefore, then)),
                        FunnelDefinition.textsOfGroups(funnel),
                        FunnelDefinition.unitsOfGroups(funnel)));
    }

    /** From what was counted where that is fit, else by following sessions: the same numbers. */
    private Uni<FunnelReached<Integer>> counted(Funnel funnel, Scope scope, List<Instant> points) {
        if (funnel.ofVisitors()) {
            return visitors.over(funnel, scope.period(), scope.traits(), points);
        }
        FunnelSplit<Integer> split = FunnelSplit.over(points);
        return (scope.traits().narrows() ? sessions.reached(funnel, scope, split) : rollups.over(funnel, scope, points))
                .chain(found -> found.map(reached -> Uni.createFrom().item(reached))
                        .orElseGet(() -> queries.reachedOfSessions(funnel, scope.period(), scope.traits(), split)));
    }

    private static List<Point> at(List<Instant> points, FunnelReached<Integer> reached) {
        return IntStream.range(0, points.size()).mapToObj(place -> new Point(points.get(place), reached.of(place))).toList();
    }
}
