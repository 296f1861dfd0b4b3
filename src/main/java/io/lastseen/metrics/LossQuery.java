package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
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
    private static final int SAMPLES = 20;

    /** By the steps of a funnel; $11 to $16 are all goals of its site, $17 the event that is a purchase on every site. */
    private static final String BY_STEP =
            """
            , goal as materialized (%s),
            converted as materialized (
                select v.session_id from candidate c join view v on v.site_id = $1 and v.session_id = c.id and v.started_at >= $2 join goal w on %s
                union
                select m.session_id from candidate c join mark m on m.site_id = $1 and m.session_id = c.id
                where m.what = 'custom' and m.name = $17 or exists (select from goal w where %s)
            ),
            gone as (
                select c.id, c.entry_path, c.source, c.started_at, c.state, c.reason, coalesce(f.step, -1) as step, '' as last,
                       c.id in (select session_id from converted) as bought
                from candidate c left join furthest f on f.session_id = c.id
            )
            """
                    .formatted(StepSql.wanted(11), StepSql.VIEW, StepSql.MARK);

    private static final String BY_EXIT =
            """
            , gone as (
                select id, entry_path, source, started_at, state, reason, null::int as step, exit_path as last, bought from fact
            )
            """;

    private static final String GROUPS =
            """
            , came as (select entry_path, source, count(*) as number from gone group by 1, 2)
            select g.entry_path, g.source, g.step, g.last, g.reason, count(*) as sessions, c.number as all_of_them,
                   (array_agg(g.id order by g.started_at desc, g.id))[1:%1$d] as newest,
                   (array_agg(g.started_at order by g.started_at desc, g.id))[1:%1$d] as started
            from gone g join came c using (entry_path, source)
            where g.state = 'ended' and not g.bought
            group by g.entry_path, g.source, g.step, g.last, g.reason, c.number
            """
                    .formatted(SAMPLES);

    /** Who came at all, and of each group how many were lost. */
    private static final String BEFORE =
            """
            , came as (select entry_path, source, count(*) as number, max(step) as furthest from gone group by 1, 2)
            select g.entry_path, g.source, g.step, g.last, g.reason,
                   count(*) filter (where g.state = 'ended' and not g.bought) as sessions, c.number as all_of_them, c.furthest
            from gone g join came c using (entry_path, source)
            group by g.entry_path, g.source, g.step, g.last, g.reason, c.number, c.furthest
            """;

    /** From the parameter numbered so: steps, reason, after whom, how many. */
    private static final String LOST =
            """
            select id, started_at from gone
            where state = 'ended' and not bought
              and coalesce(step, -1) between $%1$d and $%2$d and ($%3$d::text is null or reason = $%3$d)
              and ($%4$d::timestamptz is null or (started_at, id) < ($%4$d, $%5$d))
            order by started_at desc, id desc limit $%6$d
            """;

    private final Pool pool;

    LossQuery(Pool pool) {
        this.pool = pool;
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
                    return LOST.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5);
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
        Optional<Funnel> funnel = funnel(scope);
        Scope before = scope.in(scope.period().before(zone));
        return Uni.combine()
                .all()
                .unis(ask(scope, funnel, any -> GROUPS), ask(before, funnel, any -> BEFORE))
                .asTuple()
                .map(all -> new Losses(
                        scope.site().orElseThrow(),
                        scope.period().from(),
                        scope.period().to(),
                        funnel.orElse(null),
                        new LossStory(funnel, all.getItem2()).told(all.getItem1(), SAMPLES),
                        Losses.DEFINITION,
                        Losses.UNITS));
    }

    /** @param what is asked of the set {@code gone}; appends what it needs to the parameters */
    private Uni<RowSet<Row>> ask(Scope scope, Optional<Funnel> funnel, Function<Tuple, String> what) {
        if (funnel.isEmpty()) {
            Tuple parameters = scope.parameters();
            String facts = FactSql.of(scope, parameters);
            return pool.preparedQuery(facts + BY_EXIT + what.apply(parameters)).execute(parameters);
        }
        Tuple parameters = StepSql.parameters(FunnelQueries.parameters(funnel.get(), scope.period(), null), scope.wanted())
                .addString(Scope.EVERY_SITE_S_GOAL);
        String asked = BY_STEP + what.apply(parameters);
        return FunnelQueries.ask(pool, funnel.get(), scope.traits(), ", entry_path, source", asked, parameters);
    }
}
