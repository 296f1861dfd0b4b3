package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks PostgreSQL how many sessions did each goal. */
@ApplicationScoped
class GoalQuery {
    /** What did the goal is told by its step; null: all of the site. */
    private static final String COUNTS =
            """
            with wanted as materialized (%s),
            candidate as materialized (
                select site_id, id from session s
                where ($1::text is null or site_id = $1) and superseded_by is null and counted and started_at >= $2 and started_at < $3%s
            ),
            done as (
                select w.step, v.site_id, v.session_id from candidate c
                join view v on v.site_id = c.site_id and v.session_id = c.id join wanted w on w.site_id = c.site_id and %s
                union
                select w.step, m.site_id, m.session_id from candidate c
                join mark m on m.site_id = c.site_id and m.session_id = c.id join wanted w on w.site_id = c.site_id and %s
            )
            select null::int as step, site_id, count(*) as sessions from candidate group by site_id
            union all
            select step, site_id, count(*) from done group by step, site_id
            """;

    /** Of one site: its goals are looked for as the steps of a funnel are, in the index of paths. */
    private static final String COUNTS_OF_SITE =
            """
            with wanted as materialized (%s),
            candidate as %s (
                select id, started_at, ended_at, state from session s
                where site_id = $1 and superseded_by is null and counted and started_at >= $2 and started_at < $3%s
            ),
            %s
            whole as (select null::int as step, $1 as site_id, sessions from span where sessions > 0)
            select * from whole
            %s
            """;

    private static final String DID =
            "union all select %1$d, $1, count(*) from (select distinct session_id from h%1$d) h join candidate c on c.id = h.session_id\n";

    private final Pool pool;

    GoalQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<GoalReport> report(Scope scope) {
        List<Goal> goals = scope.own();
        Tuple parameters = Tuple.tuple()
                .addString(scope.site().orElse(null))
                .addOffsetDateTime(scope.period().fromUtc())
                .addOffsetDateTime(scope.period().toUtc());
        StepSql.parameters(parameters, IntStream.range(0, goals.size()).mapToObj(step -> goals.get(step).wanted(step)).toList());
        String conditions = scope.traits().conditions(parameters);
        return ask(scope, goals, conditions, parameters).map(rows -> {
            Map<String, Long> of = new HashMap<>();
            Map<Integer, Long> did = new HashMap<>();
            for (Row row : rows) {
                Integer step = row.getInteger("step");
                if (step == null) {
                    of.put(row.getString("site_id"), row.getLong("sessions"));
                } else {
                    did.put(step, row.getLong("sessions"));
                }
            }
            List<GoalReport.Done> items = new ArrayList<>();
            for (Goal goal : goals) {
                long sessions = did.getOrDefault(items.size(), 0L);
                long all = of.getOrDefault(goal.site(), 0L);
                items.add(new GoalReport.Done(goal, sessions, all, Counts.rate(sessions, all)));
            }
            return new GoalReport(scope.period().from(), scope.period().to(), items, GoalReport.DEFINITION, GoalReport.UNITS);
        });
    }

    private Uni<RowSet<Row>> ask(Scope scope, List<Goal> goals, String conditions, Tuple parameters) {
        if (scope.site().isEmpty() || goals.isEmpty()) {
            String sql = COUNTS.formatted(StepSql.wanted(4), conditions, StepSql.VIEW, StepSql.MARK);
            return pool.preparedQuery(sql).execute(parameters);
        }
        List<FunnelStep> steps = goals.stream().map(goal -> new FunnelStep(goal.name(), goal.kind(), goal.match())).toList();
        Funnel all = new Funnel("", scope.site().get(), "", steps, FunnelMode.ANY, false, scope.period().to());
        return FunnelQueries.ask(pool, all, scope.traits().narrows(), parameters, hits -> COUNTS_OF_SITE.formatted(
                StepSql.wanted(4),
                hits.kept(),
                conditions,
                hits.sets(),
                IntStream.range(0, goals.size()).mapToObj(DID::formatted).collect(Collectors.joining())));
    }
}
