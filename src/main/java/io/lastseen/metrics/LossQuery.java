package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        return ask(scope, funnel(scope), parameters -> {
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
        Uni<RowSet<Row>> of(Scope scope, Optional<Funnel> funnel, Function<Tuple, String> what);
    }

    private static Uni<Losses> losses(Ask ask, Scope scope, ZoneId zone) {
        Optional<Funnel> funnel = funnel(scope);
        Scope before = scope.in(scope.period().before(zone));
        return Uni.combine()
                .all()
                .unis(ask.of(scope, funnel, any -> LossSql.GROUPS), ask.of(before, funnel, any -> LossSql.BEFORE))
                .asTuple()
                .map(all -> new Losses(
                        scope.site().orElseThrow(),
                        scope.period().from(),
                        scope.period().to(),
                        funnel.orElse(null),
                        new LossStory(funnel, all.getItem2()).told(all.getItem1(), LossSql.SAMPLES),
                        Losses.DEFINITION,
                        Losses.UNITS));
    }

    /** @param what is asked of the set {@code gone}; appends what it needs to the parameters */
    private Uni<RowSet<Row>> ask(Scope scope, Optional<Funnel> funnel, Function<Tuple, String> what) {
        return rollups.counted(scope, (transaction, hasGoal) -> counted(transaction, hasGoal, scope, funnel, what))
                .map(found -> found.flatMap(rows -> rows))
                .chain(found -> found.map(rows -> Uni.createFrom().item(rows)).orElseGet(() -> ofSessions(scope, funnel, what)));
    }

    /** Empty where the funnel's steps have changed and not all sessions are counted by the new ones yet. */
    private static Uni<Optional<RowSet<Row>>> counted(
            SqlConnection transaction, boolean hasGoal, Scope scope, Optional<Funnel> funnel, Function<Tuple, String> what) {
        Tuple parameters = Tuple.tuple();
        String facts = CountedFactSql.of(scope, hasGoal, parameters);
        if (funnel.isEmpty()) {
            return transaction
                    .preparedQuery(facts + LossSql.COUNTED_BY_EXIT + what.apply(parameters))
                    .execute(parameters)
                    .map(Optional::of);
        }
        return WatchedFunnels.fit(transaction, funnel.get()).chain(fit -> fit
                ? FunnelSessions.live(transaction, funnel.get(), scope)
                        .chain(live -> transaction
                                .preparedQuery(facts + LossSql.countedByStep(funnel.get(), live, parameters) + what.apply(parameters))
                                .execute(parameters))
                        .map(Optional::of)
                : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<RowSet<Row>> ofSessions(Scope scope, Optional<Funnel> funnel, Function<Tuple, String> what) {
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
