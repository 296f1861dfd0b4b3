package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads numbers from rollups. To these come deltas that are not folded yet, what final sessions that began
 * in a quarter of an hour that the period cuts were counted as, and, live, the sessions that are open or provisional: all in one
 * transaction with one view of the rows, in which each session is in exactly one of the four.
 */
@ApplicationScoped
class RollupReader {
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";
    private static final String STATE =
            """
            select s.complete and s.goals = $2 as fit,
                   exists (select from mark m where m.site_id = $1 and m.what = 'custom' and m.name = $3 and m.at < $4) as bought
            from rollup_state s where s.site_id = $1
            """;
    private static final String PENDING =
            "select * from rollup_delta where site_id = $1 and bucket >= $2 and bucket < $3";

    private final Pool pool;

    RollupReader(Pool pool) {
        this.pool = pool;
    }

    /** A session that is not in the rollups. @param sign -1: one that is, and has to be taken off */
    record Loose(Contribution contribution, int sign) {}

    /** @param hasGoal the site has something that is a conversion */
    record Opened(SqlConnection transaction, Scope scope, boolean hasGoal, List<Loose> loose) {}

    /**
     * Reads with {@code read}, where the site's rollups say what is asked: of one site, without narrowing, and counted with
     * the goals the site has now. Empty where sessions have to be asked themselves.
     */
    <T> Uni<Optional<T>> read(Scope scope, Function<Opened, Uni<T>> read) {
        if (scope.site().isEmpty() || scope.traits().narrows()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.withTransaction(transaction -> transaction
                .query(ONE_MOMENT)
                .execute()
                .chain(set -> open(transaction, scope))
                .chain(opened -> opened.isEmpty()
                        ? Uni.createFrom().item(Optional.<T>empty())
                        : read.apply(opened.get()).map(Optional::of)));
    }

    /**
     * Reads with {@code read} what a site's final sessions were counted as, narrowed or not, where they were counted with the goals
     * the site has now. It is told whether the site has a goal.
     */
    <T> Uni<Optional<T>> counted(Scope scope, BiFunction<SqlConnection, Boolean, Uni<T>> read) {
        if (scope.site().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.withTransaction(transaction -> transaction
                .query(ONE_MOMENT)
                .execute()
                .chain(set -> goal(transaction, scope))
                .chain(goal -> goal.isEmpty()
                        ? Uni.createFrom().item(Optional.<T>empty())
                        : read.apply(transaction, goal.get()).map(Optional::of)));
    }

    private static Uni<Optional<Opened>> open(SqlConnection transaction, Scope scope) {
        return goal(transaction, scope).chain(goal -> goal.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : loose(transaction, scope).map(loose -> Optional.of(new Opened(transaction, scope, goal.get(), loose))));
    }

    /** Whether the site has one; empty where what was counted is not fit. */
    private static Uni<Optional<Boolean>> goal(SqlConnection transaction, Scope scope) {
        Tuple state = Tuple.of(scope.site().orElseThrow(), Conversions.text(scope.wanted()), Scope.EVERY_SITE_S_GOAL)
                .addOffsetDateTime(scope.period().toUtc());
        return transaction.preparedQuery(STATE).execute(state).map(rows -> {
            if (rows.size() == 0 || !rows.iterator().next().getBoolean("fit")) {
                return Optional.empty();
            }
            return Optional.of(!scope.wanted().isEmpty() || rows.iterator().next().getBoolean("bought"));
        });
    }

    /** Of another period of the same site. */
    static Uni<Opened> in(Opened opened, Period period) {
        Scope scope = opened.scope().in(period);
        return open(opened.transaction(), scope).map(Optional::orElseThrow);
    }

    /** What is taken off comes first, as {@link Tally} needs it. */
    private static Uni<List<Loose>> loose(SqlConnection transaction, Scope scope) {
        Instant first = RollupLevel.QUARTER.ceiling(scope.period().from());
        Instant last = RollupLevel.QUARTER.floor(scope.period().to());
        Tuple quarters = Tuple.of(
                scope.site().orElseThrow(), first.atOffset(ZoneOffset.UTC), last.atOffset(ZoneOffset.UTC));
        Tuple ends = period(scope).addOffsetDateTime(first.atOffset(ZoneOffset.UTC)).addOffsetDateTime(last.atOffset(ZoneOffset.UTC));
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(PENDING).execute(quarters),
                        transaction.preparedQuery(ContributionSql.CUT).execute(ends),
                        live(transaction, scope))
                .with((pending, cut, live) -> {
                    List<Loose> loose = new ArrayList<>();
                    pending.forEach(row ->
                            loose.add(new Loose(Contribution.read(row, "bucket", true, ""), row.getShort("sign"))));
                    cut.forEach(row -> loose.add(new Loose(Contribution.read(row, "started_at", true, ""), 1)));
                    live.forEach(row -> loose.add(new Loose(
                            Contribution.read(row, "started_at", row.getBoolean("settled"), row.getString("visitor_id")), 1)));
                    loose.sort(Comparator.comparing(Loose::sign));
                    return loose;
                });
    }

    /** What sessions that are not final would contribute now. */
    private static Uni<List<Row>> live(SqlConnection transaction, Scope scope) {
        return transaction.preparedQuery(ContributionSql.NOT_FINAL).execute(period(scope)).chain(found -> {
            String[] ids = found.stream().map(row -> row.getString("id")).toArray(String[]::new);
            return ids.length == 0
                    ? Uni.createFrom().item(List.<Row>of())
                    : transaction.preparedQuery(ContributionSql.LIVE).execute(Tuple.of(scope.site().orElseThrow(), ids))
                            .map(rows -> rows.stream().toList());
        });
    }

    private static Tuple period(Scope scope) {
        return Tuple.of(scope.site().orElseThrow(), scope.period().fromUtc(), scope.period().toUtc());
    }
}
