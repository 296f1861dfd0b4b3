package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What single sessions were counted as in a kept funnel, where that is fit: for reports that are narrowed, for groups of
 * sessions, and for lists of them. Sessions that are not final are followed now.
 */
@ApplicationScoped
class FunnelSessions {
    private static final String COUNT =
            """
            select count(*) as sessions from session s
            where s.site_id = $1 and s.counted and s.superseded_by is null and s.started_at >= $2 and s.started_at < $3%s
            """;

    private static final String FINAL =
            """
            select c.* from funnel_contribution c join session s on s.site_id = c.site_id and s.id = c.session_id
            where c.site_id = $1 and c.funnel_id = $4 and c.started_at >= $2 and c.started_at < $3%s
            """;

    /** Step by step, each by an index that has them in order. */
    private static final String STOPPED =
            """
            select newest.* from generate_series($5::int, $6::int) as step cross join lateral (
                select c.*, s.ended_at from funnel_contribution c join session s on s.site_id = c.site_id and s.id = c.session_id
                where c.site_id = $1 and c.funnel_id = $4 and c.furthest = step and c.started_at >= $2 and c.started_at < $3
                  and ($7::text is null or c.reason = $7)
                  and ($8::timestamptz is null or (c.started_at, c.session_id) < ($8, $9))%s
                order by c.started_at desc, c.session_id desc limit $10) newest
            order by started_at desc, session_id desc limit $10
            """;

    /** What is said twice of contributions and sessions lets both be read from indexes alone. */
    private static final String REACHED =
            """
            select %s, c.furthest, count(*) as sessions
            from funnel_contribution c join session s on s.site_id = c.site_id and s.id = c.session_id
            where c.site_id = $1 and c.funnel_id = $4 and c.started_at >= $2 and c.started_at < $3
              and s.site_id = $1 and s.counted and s.started_at >= $2 and s.started_at < $3%s
            group by 1, 2
            """;

    private static final String TOLD_OF_LIVE =
            """
            select s.id, %s from session s
            where s.site_id = $1 and s.counted and not s.final and s.superseded_by is null and s.started_at >= $2 and s.started_at < $3%s
            """;

    private final RollupReader rollups;

    FunnelSessions(RollupReader rollups) {
        this.rollups = rollups;
    }

    /** Empty where sessions have to be followed. @param scope of the funnel's site */
    Uni<Optional<FunnelCounts>> count(Funnel funnel, Scope scope) {
        return ifFit(funnel, scope, transaction -> {
            Tuple all = period(scope);
            String sessions = COUNT.formatted(scope.traits().conditions(all));
            Tuple finals = period(scope).addString(funnel.id());
            String counted = FINAL.formatted(scope.traits().conditions(finals));
            return Uni.combine()
                    .all()
                    .unis(
                            transaction.preparedQuery(sessions).execute(all),
                            transaction.preparedQuery(counted).execute(finals),
                            live(transaction, funnel, scope))
                    .asTuple()
                    .emitOn(Infrastructure.getDefaultExecutor())
                    .map(found -> {
                        FunnelTally tally = new FunnelTally(funnel.steps().size());
                        List<FunnelContribution> each = new ArrayList<>(found.getItem3());
                        found.getItem2().forEach(row -> each.add(FunnelContribution.read(row)));
                        each.forEach(one -> tally.add(one, 1));
                        return tally.counts(found.getItem1().iterator().next().getLong("sessions"), each);
                    });
        });
    }

    /** How many reached each step, told apart; empty where sessions have to be followed. */
    <K> Uni<Optional<FunnelReached<K>>> reached(Funnel funnel, Scope scope, FunnelSplit<K> split) {
        return ifFit(funnel, scope, transaction -> {
            Tuple finals = period(scope).addString(funnel.id());
            String reached = REACHED.formatted(split.column(finals), scope.traits().conditions(finals));
            Tuple open = period(scope);
            String told = TOLD_OF_LIVE.formatted(split.column(open), scope.traits().conditions(open));
            return Uni.combine()
                    .all()
                    .unis(
                            transaction.preparedQuery(reached).execute(finals),
                            transaction.preparedQuery(told).execute(open),
                            live(transaction, funnel, scope))
                    .asTuple()
                    .emitOn(Infrastructure.getDefaultExecutor())
                    .map(found -> {
                        FunnelReached<K> all = FunnelReached.read(found.getItem1(), funnel, split);
                        Map<String, K> keys = new HashMap<>();
                        found.getItem2().forEach(row -> keys.put(row.getString("id"), split.of(row)));
                        found.getItem3().forEach(one -> all.furthest(keys.get(one.session()), one.reach().furthest(), 1));
                        return all;
                    });
        });
    }

    /** Newest first, one more than {@code limit} where there are more; empty where sessions have to be followed. */
    Uni<Optional<List<DropOffSession>>> stopped(Funnel funnel, Scope scope, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        return ifFit(funnel, scope, transaction -> {
            Tuple finals = period(scope)
                    .addString(funnel.id())
                    .addInteger(stop.least())
                    .addInteger(Math.min(stop.most(), funnel.steps().size() - 1))
                    .addString(stop.reason().orElse(null))
                    .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                    .addString(after.map(TimeCursor::id).orElse(null))
                    .addInteger(limit + 1);
            String sql = STOPPED.formatted(scope.traits().conditions(finals));
            return Uni.combine()
                    .all()
                    .unis(transaction.preparedQuery(sql).execute(finals), live(transaction, funnel, scope))
                    .asTuple()
                    .map(found -> {
                        Stream<FunnelContribution> live = found.getItem2().stream()
                                .filter(stop::holds)
                                .filter(one -> after.map(one::isBehind).orElse(true));
                        List<FunnelContribution> all = new ArrayList<>(live.toList());
                        found.getItem1().forEach(row -> all.add(FunnelContribution.read(row)));
                        all.sort(FunnelContribution.NEWEST_FIRST);
                        return all.stream().limit(limit + 1L).map(DropOffSession::of).toList();
                    });
        });
    }

    private <T> Uni<Optional<T>> ifFit(Funnel funnel, Scope scope, Function<SqlConnection, Uni<T>> read) {
        return rollups.counted(scope, (transaction, hasGoal) -> WatchedFunnels.fit(transaction, funnel)
                        .chain(fit -> fit ? read.apply(transaction).map(Optional::of) : Uni.createFrom().item(Optional.<T>empty())))
                .map(found -> found.flatMap(one -> one));
    }

    /** Those that are not final, followed now. */
    static Uni<List<FunnelContribution>> live(SqlConnection transaction, Funnel funnel, Scope scope) {
        return FunnelHits.ofPeriod(transaction, Optional.of(funnel.id()), funnel.site(), scope.period(), scope.traits(), "not s.final");
    }

    /** $1 site, $2 from, $3 to. */
    private static Tuple period(Scope scope) {
        return Tuple.of(scope.site().orElseThrow(), scope.period().fromUtc(), scope.period().toUtc());
    }
}
