package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the sessions that did a goal, newest first: each is looked up by itself until a page is full. */
@ApplicationScoped
class GoalSessions {
    /** $1 site, $2 from, $3 to, $4 reason or null, $5 and $6 after whom, $7 how many, $8 to $13 the goal. */
    private static final String DID =
            """
            with wanted as materialized (%s)
            select id, started_at from session s
            where site_id = $1 and superseded_by is null and counted and started_at >= $2 and started_at < $3
              and ($4::text is null or coalesce(reason, 'open') = $4)
              and ($5::timestamptz is null or (started_at, id) < ($5, $6))
              and (exists (select from view v join wanted w on %s where v.site_id = s.site_id and v.session_id = s.id offset 0)
                or exists (select from mark m join wanted w on %s where m.site_id = s.site_id and m.session_id = s.id offset 0))%s
            order by started_at desc, id desc limit $7
            """;

    private final Pool pool;

    GoalSessions(Pool pool) {
        this.pool = pool;
    }

    /** One more than {@code limit} where there are more. @param scope of the goal's site */
    Uni<List<TimeCursor>> of(Goal goal, Scope scope, Optional<String> reason, Optional<TimeCursor> after, int limit) {
        Tuple parameters = Tuple.tuple()
                .addString(goal.site())
                .addOffsetDateTime(scope.period().fromUtc())
                .addOffsetDateTime(scope.period().toUtc())
                .addString(reason.orElse(null))
                .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .addString(after.map(TimeCursor::id).orElse(null))
                .addInteger(limit + 1);
        StepSql.parameters(parameters, List.of(goal.wanted()));
        String sql = DID.formatted(StepSql.wanted(8), StepSql.VIEW, StepSql.MARK, scope.traits().conditions(parameters));
        return pool.preparedQuery(sql).execute(parameters).map(rows -> {
            List<TimeCursor> found = new ArrayList<>();
            rows.forEach(row -> found.add(new TimeCursor(row.getOffsetDateTime("started_at").toInstant(), row.getString("id"))));
            return found;
        });
    }
}
