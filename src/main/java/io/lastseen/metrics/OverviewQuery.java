package io.lastseen.metrics;

import io.lastseen.metrics.OverviewTally.Counts;
import io.lastseen.metrics.StepSql.Wanted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the sessions of a period with one statement, so that all numbers are of one moment. */
@ApplicationScoped
class OverviewQuery {
    private static final String EVERY_SITE_S_GOAL = "purchase";

    /** $1 site or null, $2 from, $3 to, $4 name of the event that is a purchase on every site, $5 to $10 the goals. */
    private static final String SQL =
            """
            with wanted as materialized (%s),
            candidate as materialized (
                select site_id, id, visitor_id, state, reason, final, started_at, ended_at, decided_at, engaged_ms, views
                from session
                where counted and superseded_by is null and ($1::text is null or site_id = $1)
                  and started_at >= $2 and started_at < $3
            ),
            converted as materialized (
                select v.site_id, v.session_id
                from candidate c
                join view v on v.site_id = c.site_id and v.session_id = c.id
                join wanted w on w.site_id = v.site_id and %s
                union
                select m.site_id, m.session_id
                from candidate c
                join mark m on m.site_id = c.site_id and m.session_id = c.id
                where m.what = 'custom' and m.name = $4
                   or exists (select from wanted w where w.site_id = m.site_id and %s)
            ),
            with_goal as materialized (select site_id from wanted union select site_id from converted),
            counted as materialized (
                select c.*, state = 'ended' as ended,
                       (c.site_id, c.id) in (select site_id, session_id from converted) as bought,
                       c.site_id in (select site_id from with_goal) as has_goal,
                       exists (select from verdict d
                               where d.site_id = c.site_id and d.session_id = c.id and d.reason is null) as reopened,
                       extract(epoch from ended_at - started_at) * 1000 as duration_ms,
                       (extract(epoch from decided_at - ended_at) * 1000)::float8 as known_ms
                from candidate c
            )
            select grouping(ended, reason) = 3 as total, ended, reason,
                   count(*) as sessions,
                   count(*) filter (where ended) as ended_sessions,
                   count(distinct (site_id, visitor_id)) as visitors,
                   coalesce(sum(views), 0)::bigint as views,
                   count(*) filter (where ended and views = 1 and engaged_ms < 10000 and not bought) as bounced,
                   count(*) filter (where ended and views = 1) as single_view,
                   count(*) filter (where ended and views < 2 and duration_ms <= 10000 and not bought) as not_engaged,
                   count(*) filter (where ended and has_goal) as with_goal,
                   count(*) filter (where ended and has_goal and not bought) as unconverted,
                   count(*) filter (where ended and not final) as provisional,
                   count(*) filter (where reopened) as reopened,
                   percentile_cont(0.5) within group (order by engaged_ms) filter (where ended) as engaged_median,
                   percentile_cont(0.5) within group (order by known_ms) filter (where ended) as known_p50,
                   percentile_cont(0.95) within group (order by known_ms) filter (where ended) as known_p95
            from counted
            group by grouping sets ((), (ended, reason))
            """
                    .formatted(StepSql.wanted(5), StepSql.VIEW, StepSql.MARK);

    private final Pool pool;

    OverviewQuery(Pool pool) {
        this.pool = pool;
    }

    /** @param goals funnels whose last step is a purchase, of the sites that are meant */
    Uni<OverviewTally> tally(Optional<String> site, Period period, List<Funnel> goals) {
        List<Wanted> wanted = goals.stream().map(Funnel::lastStep).toList();
        Tuple scope = Tuple.tuple()
                .addString(site.orElse(null))
                .addOffsetDateTime(period.fromUtc())
                .addOffsetDateTime(period.toUtc())
                .addString(EVERY_SITE_S_GOAL);
        return pool.preparedQuery(SQL).execute(StepSql.parameters(scope, wanted)).map(OverviewQuery::tally);
    }

    private static OverviewTally tally(RowSet<Row> rows) {
        Counts all = null;
        List<Counts> byReason = new ArrayList<>();
        for (Row row : rows) {
            if (row.getBoolean("total")) {
                all = counts(row, null);
            } else if (row.getBoolean("ended")) {
                byReason.add(counts(row, row.getString("reason")));
            }
        }
        return new OverviewTally(all, byReason);
    }

    private static Counts counts(Row row, String reason) {
        return new Counts(
                reason,
                row.getLong("sessions"),
                row.getLong("ended_sessions"),
                row.getLong("visitors"),
                row.getLong("views"),
                row.getLong("bounced"),
                row.getLong("single_view"),
                row.getLong("not_engaged"),
                row.getLong("with_goal"),
                row.getLong("unconverted"),
                row.getLong("provisional"),
                row.getLong("reopened"),
                row.getDouble("engaged_median"),
                row.getDouble("known_p50"),
                row.getDouble("known_p95"));
    }
}
