package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * How far sessions get in a funnel that is kept, as its rollups have it: the same as {@link FunnelQueries} finds by following
 * all sessions. To rollups come deltas that are not folded yet, and, followed now, the sessions that are not final.
 */
@ApplicationScoped
class FunnelRollups {
    private static final String NEWEST =
            """
            select newest.* from generate_series(0, $5) as step cross join lateral (
                select * from funnel_contribution where site_id = $1 and funnel_id = $2 and furthest = step
                  and started_at >= $3 and started_at < $4
                order by started_at desc, session_id desc limit %d) newest
            """
                    .formatted(FunnelTally.SAMPLES);

    private final RollupReader rollups;

    FunnelRollups(RollupReader rollups) {
        this.rollups = rollups;
    }

    /** Empty where sessions have to be followed. @param scope of the funnel's site */
    Uni<Optional<FunnelCounts>> count(Funnel funnel, Scope scope) {
        return rollups.read(scope, opened -> ifFit(funnel, opened, FunnelRollups::counted)).map(found -> found.flatMap(one -> one));
    }

    /**
     * By the place of the point of time in which they started; empty where sessions have to be followed.
     *
     * @param scope of the funnel's site, not narrowed
     * @param points beginnings, the first at or before the period's
     */
    Uni<Optional<FunnelReached<Integer>>> over(Funnel funnel, Scope scope, List<Instant> points) {
        return rollups.counted(scope, (transaction, hasGoal) -> ifFit(
                        funnel,
                        new Opened(transaction, scope, hasGoal, List.of()),
                        (of, opened) -> over(of, opened, points)))
                .map(found -> found.flatMap(one -> one));
    }

    private static <T> Uni<Optional<T>> ifFit(Funnel funnel, Opened opened, BiFunction<Funnel, Opened, Uni<T>> read) {
        return WatchedFunnels.fit(opened.transaction(), funnel)
                .chain(fit -> fit ? read.apply(funnel, opened).map(Optional::of) : Uni.createFrom().item(Optional.<T>empty()));
    }

    private static Uni<FunnelReached<Integer>> over(Funnel funnel, Opened opened, List<Instant> points) {
        return Uni.combine()
                .all()
                .unis(new FunnelCells(opened, funnel).reached(points), FunnelLoose.read(funnel, opened))
                .with((reached, loose) -> {
                    NavigableMap<Instant, Integer> places = new TreeMap<>();
                    points.forEach(point -> places.put(point, places.size()));
                    loose.each((one, sign) -> reached.furthest(
                            places.floorEntry(one.startedAt()).getValue(), one.reach().furthest(), sign));
                    return reached;
                });
    }

    private static Uni<FunnelCounts> counted(Funnel funnel, Opened opened) {
        SqlConnection transaction = opened.transaction();
        Period period = opened.scope().period();
        Tuple newest = Tuple.of(funnel.site(), funnel.id(), period.fromUtc(), period.toUtc(), funnel.steps().size() - 1);
        return Uni.combine()
                .all()
                .unis(
                        RollupCells.whole(opened, BreakdownBy.REASON).sessions(),
                        new FunnelCells(opened, funnel).tally(),
                        FunnelLoose.read(funnel, opened),
                        transaction.preparedQuery(NEWEST).execute(newest))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(all -> {
                    FunnelTally tally = all.getItem2();
                    all.getItem3().each(tally::add);
                    List<FunnelContribution> latest = new ArrayList<>(all.getItem3().live());
                    all.getItem4().forEach(row -> latest.add(FunnelContribution.read(row)));
                    long sessions = all.getItem1().values().stream().mapToLong(Long::longValue).sum();
                    return tally.counts(sessions, latest);
                });
    }
}
