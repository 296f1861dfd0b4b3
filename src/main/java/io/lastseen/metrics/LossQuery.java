package io.lastseen.metrics;

import io.lastseen.metrics.Losses.Loss;
import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Puts entry page, source, step and end reason together, and the period before beside them. */
@ApplicationScoped
class LossQuery {
    private final Pool pool;
    private final RollupReader rollups;

    LossQuery(Pool pool, RollupReader rollups) {
        this.pool = pool;
        this.rollups = rollups;
    }

    /**
     * The sessions a loss counts, where the scope is narrowed to its entry page and source, and without a goal funnel to its exit page;
     * newest first, one more than {@code limit} where there are more.
     *
     * @param stop after which steps they were lost, -1 before the first; without a goal funnel all are
     */
    Uni<List<TimeCursor>> lost(Scope scope, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        return ask(scope, true, parameters -> {
                    int first = parameters.size() + 1;
                    parameters
                            .addInteger(stop.least())
                            .addInteger(stop.most())
                            .addString(stop.reason().orElse(null))
                            .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                            .addString(after.map(TimeCursor::id).orElse(null))
                            .addInteger(limit + 1);
                    return LossSql.LOST.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5);
                })
                .map(rows -> {
                    List<TimeCursor> lost = new ArrayList<>();
                    rows.forEach(row -> lost.add(new TimeCursor(row.getOffsetDateTime("started_at").toInstant(), row.getString("id"))));
                    return lost;
                });
    }

    /** Whose steps losses are told by: losses are sessions, so none whose steps may be in several. */
    static Optional<Funnel> funnel(Scope scope) {
        return scope.goals().stream().filter(goal -> !goal.ofVisitors()).min(Comparator.comparing(Funnel::createdAt));
    }

    /** @param scope of one site */
    Uni<Losses> losses(Scope scope, ZoneId zone) {
        return losses(this::ask, scope, zone);
    }

    Uni<Losses> ofSessions(Scope scope, ZoneId zone) {
        return losses(this::ofSessions, scope, zone);
    }

    /** How losses are asked for: by what sessions were counted as, or by themselves. */
    private interface Ask {
        /**
         * @param exact whether it is asked when in its quarter of an hour a session began
         * @param what is asked of the set {@code gone}; appends what it needs to the parameters
         */
        Uni<RowSet<Row>> of(Scope scope, boolean exact, Function<Tuple, String> what);
    }

    private static Uni<Losses> losses(Ask ask, Scope scope, ZoneId zone) {
        Optional<Funnel> funnel = funnel(scope);
        Scope before = scope.in(scope.period().before(zone));
        return Uni.combine()
                .all()
                .unis(ask.of(scope, false, any -> LossSql.GROUPS), ask.of(before, false, any -> LossSql.GROUPS))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(both -> new LossStory(funnel, both.getItem2()).told(both.getItem1()))
                .chain(losses -> withNewest(ask, scope, losses))
                .map(losses -> new Losses(
                        scope.site().orElseThrow(),
                        scope.period().from(),
                        scope.period().to(),
                        funnel.orElse(null),
                        losses,
                        Losses.DEFINITION,
                        Losses.UNITS));
    }

    private static Uni<List<Loss>> withNewest(Ask ask, Scope scope, List<Loss> losses) {
        if (losses.isEmpty()) {
            return Uni.createFrom().item(losses);
        }
        return ask.of(scope, true, parameters -> LossSql.newest(losses, parameters)).map(rows -> {
            Map<Integer, List<String>> newest = new HashMap<>();
            rows.forEach(row -> newest.computeIfAbsent(row.getInteger("place"), none -> new ArrayList<>()).add(row.getString("id")));
            return IntStream.range(0, losses.size())
                    .mapToObj(place -> losses.get(place).with(newest.getOrDefault(place, List.of())))
                    .toList();
        });
    }

    /** From what sessions were counted as where that is fit, else by following them: the same answers. */
    private Uni<RowSet<Row>> ask(Scope scope, boolean exact, Function<Tuple, String> what) {
        return rollups.counted(scope, (transaction, hasGoal) -> counted(transaction, hasGoal, scope, exact, what))
                .map(found -> found.flatMap(rows -> rows))
                .chain(found -> found.map(rows -> Uni.createFrom().item(rows)).orElseGet(() -> ofSessions(scope, exact, what)));
    }

    /** Empty where the funnel's steps have changed and not all sessions are counted by the new ones yet. */
    private static Uni<Optional<RowSet<Row>>> counted(
            SqlConnection transaction, boolean hasGoal, Scope scope, boolean exact, Function<Tuple, String> what) {
        Tuple parameters = Tuple.tuple();
        String facts = CountedFactSql.of(scope, hasGoal, parameters);
        Optional<Funnel> funnel = funnel(scope);
        if (funnel.isEmpty()) {
            String asked = facts + LossSql.countedByExit(exact) + what.apply(parameters);
            return transaction.preparedQuery(asked).execute(parameters).map(Optional::of);
        }
        return WatchedFunnels.fit(transaction, funnel.get()).chain(fit -> fit
                ? FunnelSessions.live(transaction, funnel.get(), scope)
                        .chain(live -> transaction
                                .preparedQuery(facts + LossSql.countedByStep(funnel.get(), live, exact, parameters) + what.apply(parameters))
                                .execute(parameters))
                        .map(Optional::of)
                : Uni.createFrom().item(Optional.empty()));
    }

    /** Of sessions themselves it is always known when they began. */
    private Uni<RowSet<Row>> ofSessions(Scope scope, boolean exact, Function<Tuple, String> what) {
        Optional<Funnel> funnel = funnel(scope);
        if (funnel.isEmpty()) {
            Tuple parameters = scope.parameters();
            String facts = FactSql.of(scope, parameters);
            return pool.preparedQuery(facts + LossSql.BY_EXIT + what.apply(parameters)).execute(parameters);
        }
        Tuple parameters = StepSql.parameters(FunnelQueries.parameters(funnel.get(), scope.period(), null), scope.wanted())
                .addString(Scope.EVERY_SITE_S_GOAL);
        String asked = LossSql.BY_STEP + what.apply(parameters);
        return FunnelQueries.ask(pool, funnel.get(), scope.traits(), ", entry_path, source", asked, parameters);
    }
}
