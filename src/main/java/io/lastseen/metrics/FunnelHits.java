package io.lastseen.metrics;

import io.lastseen.metrics.FunnelWalk.Hit;
import io.lastseen.session.SessionTraits;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which steps of the funnels that are kept some sessions did, and follows each through each. */
final class FunnelHits {
    private static final String SUBJECT =
            "select s.site_id, s.id as session_id, s.started_at, s.ended_at, coalesce(s.reason, 'open') as reason from ";
    private static final String COUNTED = " where s.counted and s.superseded_by is null and ";

    /** $2 and $3 sites and sessions. */
    private static final String SETTLED = SUBJECT
            + "unnest($2::text[], $3::text[]) a(site_id, session_id) cross join lateral"
            + " (select * from session o where o.site_id = a.site_id and o.id = a.session_id offset 0) s"
            + COUNTED + "s.final";

    /** $2 a site, $3 from, $4 to. */
    private static final String OF_PERIOD =
            SUBJECT + "session s" + COUNTED + "s.site_id = $2 and s.started_at >= $3 and s.started_at < $4 and ";

    /** $1 the funnel that is meant, or null for all. Session by session, whatever the planner believes of tables that have just filled. */
    private static final String HITS =
            """
            with subject as materialized (%s),
            hit as (
                select u.*, w.funnel_id, w.mode, w.step, v.started_at as at, 0 as kind, v.ordinal::bigint as n,
                       '' as document_id,
                       case w.mode when 'strict' then (
                           select count(*) from view p where p.site_id = v.site_id and p.session_id = v.session_id
                             and (p.started_at, p.ordinal) <= (v.started_at, v.ordinal)) else 0 end as page
                from subject u
                cross join lateral (select * from view o where o.site_id = u.site_id and o.session_id = u.session_id offset 0) v
                join funnel_step w on w.site_id = u.site_id and ($1::text is null or w.funnel_id = $1) and %s
                union all
                select u.*, w.funnel_id, w.mode, w.step, m.at, 1, m.n, m.document_id,
                       case w.mode when 'strict' then (
                           select count(*) from view p where p.site_id = m.site_id and p.session_id = m.session_id
                             and p.started_at <= m.at) else 0 end
                from subject u
                cross join lateral (select * from mark o where o.site_id = u.site_id and o.session_id = u.session_id offset 0) m
                join funnel_step w on w.site_id = u.site_id and ($1::text is null or w.funnel_id = $1) and %s
            )
            select h.started_at, h.ended_at, h.reason, h.site_id, h.session_id, h.funnel_id, h.mode, h.step, h.at, h.kind, h.page,
                   dense_rank() over (partition by h.site_id, h.session_id, h.funnel_id
                                      order by h.at, h.kind, h.n, h.document_id) as pos
            from hit h
            order by h.site_id, h.session_id, h.funnel_id, pos
            """;

    private FunnelHits() {}

    /** Of those among the sessions that are final. */
    static Uni<List<FunnelContribution>> settled(
            SqlConnection transaction, Optional<String> funnel, String[] sites, String[] sessions) {
        return read(transaction, SETTLED, Tuple.of(funnel.orElse(null), sites, sessions));
    }

    /** @param which of the period's sessions, as a condition on {@code s} */
    static Uni<List<FunnelContribution>> ofPeriod(
            SqlConnection transaction, Optional<String> funnel, String site, Period period, SessionTraits traits, String which) {
        Tuple parameters = Tuple.of(funnel.orElse(null), site, period.fromUtc(), period.toUtc());
        return read(transaction, OF_PERIOD + which + traits.conditions(parameters), parameters);
    }

    private static Uni<List<FunnelContribution>> read(SqlConnection transaction, String subject, Tuple parameters) {
        return transaction.preparedQuery(HITS.formatted(subject, StepSql.VIEW, StepSql.MARK)).execute(parameters).map(rows -> {
            List<FunnelContribution> all = new ArrayList<>();
            List<Row> walk = new ArrayList<>();
            for (Row row : rows) {
                if (!walk.isEmpty() && !same(walk.get(0), row)) {
                    followed(walk).ifPresent(all::add);
                    walk.clear();
                }
                walk.add(row);
            }
            if (!walk.isEmpty()) {
                followed(walk).ifPresent(all::add);
            }
            return all;
        });
    }

    private static boolean same(Row one, Row other) {
        return one.getString("session_id").equals(other.getString("session_id"))
                && one.getString("funnel_id").equals(other.getString("funnel_id"))
                && one.getString("site_id").equals(other.getString("site_id"));
    }

    private static Optional<FunnelContribution> followed(List<Row> walk) {
        Row row = walk.get(0);
        List<Hit> hits = walk.stream()
                .map(hit -> new Hit(
                        hit.getInteger("step"),
                        hit.getOffsetDateTime("at").toInstant(),
                        hit.getLong("pos"),
                        hit.getInteger("kind") == 0,
                        hit.getLong("page")))
                .toList();
        FunnelMode mode = FunnelMode.of(row.getString("mode")).orElseThrow();
        return FunnelWalk.walk(mode, hits).map(reach -> FunnelContribution.of(row, reach));
    }
}
