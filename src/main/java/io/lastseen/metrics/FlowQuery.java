package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL from which page sessions went to which. */
@ApplicationScoped
class FlowQuery {
    /** More cannot be followed while one waits. */
    private static final int MOST = 50_000;

    /** $1 site, $2 path. Whether few saw it, ever: then they are found by it. */
    private static final String SEEN_BY_FEW =
            "select count(*) <= %1$d as few from (select from view where site_id = $1 and path = $2 limit %1$d + 1) first".formatted(MOST);

    private static final String CANDIDATES =
            "($1::text is null or site_id = $1) and superseded_by is null and counted and started_at >= $2 and started_at < $3%s";

    private static final String SAMPLED = "select count(*) as sessions from session s where ";

    /** As many as are followed in a second, by docs/performance.md. */
    private static final int MOST_SAMPLED = 10_000;

    private static final String MANY = "select count(*) > %d as many from (select from session s where %s limit %1$d + 1) first";

    /** A view begins while its session lasts, a week at most. Not a plain "in", of which the planner makes a join of all with all at worst. */
    private static final String SAW =
            " and coalesce(s.id in (select v.session_id from view v where v.site_id = $1 and v.path = $4"
                    + " and v.started_at >= $2::timestamptz - interval '1 hour' and v.started_at < $3::timestamptz + interval '8 days'), false)";

    /** $4 the page to begin at or null, $5 how many steps, $6 how many pages are named at each. A row of {@code step} is in one move. */
    private static final String STEPS =
            """
            with candidate as materialized (
                select site_id, id, started_at, coalesce(reason, 'open') as outcome from session s
                where %s
            ),
            shown as (
                select c.site_id, c.id, c.started_at as since, c.outcome, v.path, v.started_at, v.ordinal,
                       lag(v.path) over (partition by c.site_id, c.id order by v.started_at, v.ordinal) as before
                from candidate c
                cross join lateral (select * from view o where o.site_id = c.site_id and o.session_id = c.id offset 0) v
            ),
            page as (
                select site_id, id, since, outcome, path,
                       row_number() over in_order as n, lead(path) over in_order as next
                from shown where before is distinct from path
                window in_order as (partition by site_id, id order by started_at, ordinal)
            ),
            step as materialized (
                select * from (
                    select site_id, id, since, outcome, path, next,
                           n - min(n) filter (where $4::text is null or path = $4) over (partition by site_id, id) as n
                    from page) p
                where n between 0 and $5
            ),
            named as materialized (
                select n, path from (
                    select n, path, row_number() over (partition by n order by count(*) desc, path) as place from step group by n, path) p
                where place <= $6
            ),
            moved as (
                select s.id, s.since, s.n::int as step, f.path as origin, s.next is null as stays, t.path as next, s.outcome
                from step s
                left join named f on f.n = s.n and f.path = s.path
                left join named t on t.n = s.n + 1 and t.path = s.next
                where s.n < $5
            )
            """;

    private static final String MOVES =
            """
            select step, origin, next, case when stays then outcome end as ended,
                   count(*) as sessions, (array_agg(id order by since desc, id desc))[1:5] as newest
            from moved
            group by 1, 2, 3, 4
            order by 1, 5 desc, 2, 3, 4
            """;

    /** From the parameter numbered so: from which page, to which, how it ended, after whom, how many. */
    private static final String SESSIONS =
            """
            select id, since from moved
            where step = $5 - 1
              and case $%1$d when '%7$s' then true when '%8$s' then origin is null else origin is not distinct from $%1$d end
              and case $%2$d when '%7$s' then true when '%8$s' then next is null and not stays when '%9$s' then stays
                  else next is not distinct from $%2$d end
              and ($%3$d::text is null or outcome = $%3$d)
              and ($%4$d::timestamptz is null or (since, id) < ($%4$d, $%5$d))
            order by since desc, id desc limit $%6$d
            """;

    private final Pool pool;

    FlowQuery(Pool pool) {
        this.pool = pool;
    }

    /**
     * Of more sessions than {@value #MOST} it looks at one in 64 or more, always the same ones.
     *
     * @param start empty: each session begins at its entry page
     * @param steps moves of a session that are followed
     * @param named pages that are told apart at each step
     */
    Uni<Flow> flow(Scope scope, Optional<String> start, int steps, int named) {
        return looked(scope, start).chain(looked -> moves(scope, start, steps, named, looked));
    }

    /** The sessions that moves count, newest first, one more than {@code limit} where there are more. */
    Uni<List<TimeCursor>> sessions(Scope scope, Optional<String> start, int named, FlowMove which, Optional<TimeCursor> after, int limit) {
        return looked(scope, start).chain(looked -> {
            Tuple parameters = period(scope).addString(start.orElse(null)).addInteger(which.step() + 1).addInteger(named);
            String steps = STEPS.formatted(CANDIDATES.formatted(scope.traits().conditions(parameters) + looked.which()));
            int first = parameters.size() + 1;
            parameters
                    .addString(which.origin())
                    .addString(which.next())
                    .addString(which.reason().orElse(null))
                    .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                    .addString(after.map(TimeCursor::id).orElse(null))
                    .addInteger(limit + 1);
            String sql = steps + SESSIONS.formatted(
                    first, first + 1, first + 2, first + 3, first + 4, first + 5, FlowMove.ANY, FlowMove.OTHER, FlowMove.NONE);
            return pool.preparedQuery(sql).execute(parameters).map(rows -> {
                List<TimeCursor> found = new ArrayList<>();
                rows.forEach(row -> found.add(new TimeCursor(row.getOffsetDateTime("since").toInstant(), row.getString("id"))));
                return found;
            });
        });
    }

    /** Which of the sessions are looked at, as a condition, and the share of all that they are. */
    private record Looked(String which, double share) {}

    private Uni<Looked> looked(Scope scope, Optional<String> start) {
        return seenByFew(scope, start).chain(few -> few
                ? Uni.createFrom().item(new Looked(SAW, 1))
                : many(scope).chain(many -> many
                        ? sample(scope).map(sample -> new Looked(sample.ofSessions(), sample.share()))
                        : Uni.createFrom().item(new Looked("", 1))));
    }

    private Uni<Sample> sample(Scope scope) {
        Tuple parameters = period(scope);
        String sql = SAMPLED + CANDIDATES.formatted(scope.traits().conditions(parameters) + Sample.INDEXED.ofSessions());
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Sample.of(rows.iterator().next().getLong("sessions"), MOST_SAMPLED));
    }

    private Uni<Boolean> seenByFew(Scope scope, Optional<String> start) {
        if (start.isEmpty() || scope.site().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(SEEN_BY_FEW)
                .execute(Tuple.of(scope.site().get(), start.get()))
                .map(rows -> rows.iterator().next().getBoolean("few"));
    }

    private Uni<Boolean> many(Scope scope) {
        Tuple parameters = period(scope);
        String sql = MANY.formatted(MOST, CANDIDATES.formatted(scope.traits().conditions(parameters)));
        return pool.preparedQuery(sql).execute(parameters).map(rows -> rows.iterator().next().getBoolean("many"));
    }

    private Uni<Flow> moves(Scope scope, Optional<String> start, int steps, int named, Looked looked) {
        Tuple parameters = period(scope).addString(start.orElse(null)).addInteger(steps).addInteger(named);
        String sql = STEPS.formatted(CANDIDATES.formatted(scope.traits().conditions(parameters) + looked.which())) + MOVES;
        return pool.preparedQuery(sql).execute(parameters).map(rows -> {
            List<Flow.Move> moves = new ArrayList<>();
            rows.forEach(row -> moves.add(move(row)));
            long sessions = moves.stream().filter(move -> move.step() == 0).mapToLong(Flow.Move::sessions).sum();
            return new Flow(
                    scope.site().orElse(null),
                    scope.period().from(),
                    scope.period().to(),
                    start.orElse(null),
                    sessions,
                    looked.share(),
                    moves,
                    Flow.DEFINITION,
                    Flow.UNITS);
        });
    }

    private static Tuple period(Scope scope) {
        return Tuple.tuple()
                .addString(scope.site().orElse(null))
                .addOffsetDateTime(scope.period().fromUtc())
                .addOffsetDateTime(scope.period().toUtc());
    }

    private static Flow.Move move(Row row) {
        return new Flow.Move(
                row.getInteger("step"),
                row.getString("origin"),
                row.getString("next"),
                row.getString("ended"),
                row.getLong("sessions"),
                List.of(row.getArrayOfStrings("newest")));
    }
}
