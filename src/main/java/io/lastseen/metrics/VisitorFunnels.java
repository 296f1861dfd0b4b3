package io.lastseen.metrics;

import io.lastseen.metrics.FunnelQueries.Sampled;
import io.lastseen.session.SessionTraits;
import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How far visitors get in a funnel within its days, in however many sessions. They are followed whenever somebody asks: what one session
 * adds depends on all others of its visitor, and on the period that is asked for, so nothing of it could be kept session by session.
 */
@ApplicationScoped
class VisitorFunnels {
    private static final String SAMPLED =
            """
            select count(*) as sessions, count(distinct visitor_id) as visitors from session s
            where site_id = $1 and counted and superseded_by is null and started_at >= $2 and started_at < $3""";

    /** As many sessions' visitors as are followed in about half a second, by docs/performance.md. */
    private static final int MOST_SAMPLED = 3_000;

    private static final String SESSION =
            "select started_at, ended_at from session where site_id = $1 and id = $2 and superseded_by is null";

    private static final String UNTOLD = "null::text";

    private final Pool pool;
    private final OverviewQuery overviews;
    private final Clock clock;

    VisitorFunnels(Pool pool, OverviewQuery overviews, Clock clock) {
        this.pool = pool;
        this.overviews = overviews;
        this.clock = clock;
    }

    /** @param scope of the funnel's site */
    Uni<FunnelCounts> count(Funnel funnel, Scope scope) {
        VisitorTally tally = new VisitorTally(funnel);
        return Uni.combine()
                .all()
                .unis(
                        overviews.tally(scope).map(OverviewTally::all),
                        ofAll(funnel, scope.period(), scope.traits(), UNTOLD, tally))
                .asTuple()
                .map(both -> tally.counts(both.getItem1().sessions(), both.getItem1().visitors()));
    }

    /** Over one visitor in 64, or in more. */
    Uni<Sampled> sample(Funnel funnel, Period period) {
        return counted(funnel, period, Sample.INDEXED)
                .chain(indexed -> sample(funnel, period, Sample.of(indexed.getLong("sessions"), MOST_SAMPLED)));
    }

    private Uni<Row> counted(Funnel funnel, Period period, Sample sample) {
        return pool.preparedQuery(SAMPLED + sample.ofVisitors())
                .execute(Tuple.of(funnel.site(), period.fromUtc(), period.toUtc()))
                .map(rows -> rows.iterator().next());
    }

    private Uni<Sampled> sample(Funnel funnel, Period period, Sample sample) {
        VisitorTally tally = new VisitorTally(funnel);
        VisitorRange range = VisitorRange.of(funnel, period);
        return Uni.combine()
                .all()
                .unis(
                        counted(funnel, period, sample),
                        following(transaction -> VisitorHits.read(
                                transaction, funnel, VisitorFunnelSql.ofSample(funnel, sample), range.parameters(funnel), tally)))
                .asTuple()
                .map(both -> new Sampled(
                        tally.counts(both.getItem1().getLong("sessions"), both.getItem1().getLong("visitors")), sample.share()));
    }

    /** The furthest step that a session's visitor had reached when it ended, -1 for none; empty where the funnel's site has no such session. */
    Uni<Optional<Integer>> furthest(Funnel funnel, String session) {
        return pool.preparedQuery(SESSION).execute(Tuple.of(funnel.site(), session)).chain(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.<Integer>empty());
            }
            Row row = rows.iterator().next();
            Instant end = Optional.ofNullable(row.getOffsetDateTime("ended_at"))
                    .map(OffsetDateTime::toInstant)
                    .orElseGet(() -> clock.instant().plus(1, ChronoUnit.DAYS));
            VisitorRange range = VisitorRange.until(funnel, row.getOffsetDateTime("started_at").toInstant(), end.plusMillis(1));
            Tuple parameters = range.parameters(funnel).addString(session);
            String sql = VisitorFunnelSql.ofVisitor(funnel, parameters.size());
            List<Integer> found = new ArrayList<>();
            return following(transaction -> VisitorHits.read(
                            transaction, funnel, sql, parameters,
                            walk -> walk.attempt().ifPresent(attempt -> found.add(attempt.furthest()))))
                    .map(done -> Optional.of(found.isEmpty() ? -1 : found.get(0)));
        });
    }

    /** Each visitor's session in which they reached a step, or stopped; newest first, one more than {@code limit} where there are more. */
    Uni<List<DropOffSession>> stopped(
            Funnel funnel, Period period, SessionTraits traits, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        Newest newest = new Newest(limit + 1);
        Consumer<VisitorWalk> sink = walk -> walk.attempt()
                .filter(attempt -> attempt.furthest() >= stop.least())
                .map(attempt -> stop.further() ? attempt.reached(stop.least(), funnel) : attempt.stopped(funnel))
                .filter(stop::holds)
                .filter(one -> after.map(one::isBehind).orElse(true))
                .ifPresent(newest::add);
        return ofAll(funnel, period, traits, UNTOLD, sink)
                .map(done -> newest.all().stream().map(DropOffSession::of).toList());
    }

    /** By a trait of the session in which they entered. */
    Uni<FunnelReached<String>> reached(Funnel funnel, Period period, SessionTraits traits, BreakdownBy by) {
        return reached(funnel, period, traits, by.ofSession(), first -> first.session().told());
    }

    /** By the place of the point of time in which they did the first step. @param points beginnings, the first at or before the period's */
    Uni<FunnelReached<Integer>> over(Funnel funnel, Period period, SessionTraits traits, List<Instant> points) {
        NavigableMap<Instant, Integer> places = new TreeMap<>();
        points.forEach(point -> places.put(point, places.size()));
        return reached(funnel, period, traits, UNTOLD, first -> places.floorEntry(first.at()).getValue());
    }

    private <K> Uni<FunnelReached<K>> reached(
            Funnel funnel, Period period, SessionTraits traits, String told, Function<VisitorHit, K> key) {
        FunnelReached<K> reached = FunnelReached.ofVisitors(funnel);
        return ofAll(funnel, period, traits, told, walk -> {
                    walk.attempts(key).forEach((of, attempt) -> reached.furthest(of, attempt.furthest(), 1));
                    walk.attempt().ifPresent(attempt -> reached.whole(attempt.furthest()));
                })
                .map(done -> reached);
    }

    private Uni<Void> ofAll(Funnel funnel, Period period, SessionTraits traits, String told, Consumer<VisitorWalk> sink) {
        Tuple parameters = VisitorRange.of(funnel, period).parameters(funnel);
        String conditions = traits.conditions(parameters);
        return following(transaction -> StepPaths.read(transaction, funnel).chain(paths -> VisitorHits.read(
                transaction, funnel, VisitorFunnelSql.ofAll(funnel, paths, conditions, told, parameters), parameters, sink)));
    }

    private Uni<Void> following(Function<SqlConnection, Uni<Void>> follow) {
        return FunnelQueries.following(pool, follow).emitOn(Infrastructure.getDefaultExecutor());
    }
}
