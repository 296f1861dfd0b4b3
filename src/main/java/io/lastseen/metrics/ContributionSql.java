package io.lastseen.metrics;

/** Statements over sessions' contributions. What a session contributes is said here once, for all that write or read it. */
final class ContributionSql {
    static final String COLUMNS =
            "visitor, ended, reason, entry, exit, source, channel, campaign, device, browser, os, country, language, came_back, views,"
                    + " engaged_ms, time_ms, known_ms, reopened, bought, pages";

    private static final String FACT =
            """
            select s.site_id, s.id as session_id, s.visitor_id, s.started_at, s.final as settled,
                   date_bin('15 minutes', s.started_at, timestamptz '1970-01-01 00:00:00Z') as bucket,
                   n.number as visitor, s.state = 'ended' as ended, coalesce(s.reason, 'open') as reason,
                   s.entry_path as entry, s.exit_path as exit, s.source, s.channel, s.campaign, s.device, s.browser, s.os,
                   s.country, s.language, s.returning_visitor as came_back, s.views, s.engaged_ms,
                   (extract(epoch from s.ended_at - s.started_at) * 1000)::bigint as time_ms,
                   (extract(epoch from s.decided_at - s.ended_at) * 1000)::bigint as known_ms,
                   exists (select from verdict d
                           where d.site_id = s.site_id and d.session_id = s.id and d.reason is null) as reopened,
                   exists (select from mark m where m.site_id = s.site_id and m.session_id = s.id
                           and (m.what = 'custom' and m.name = 'purchase'
                                or exists (select from conversion w where w.site_id = m.site_id and %s)))
                   or exists (select from view v join conversion w on w.site_id = v.site_id and %s
                              where v.site_id = s.site_id and v.session_id = s.id) as bought,
                   coalesce((select jsonb_agg(jsonb_build_array(p.path, p.shown, p.spent_ms, p.open_ms) order by p.path)
                             from (select v.path, count(*) as shown, sum(v.engaged_ms)::bigint as spent_ms,
                                          sum(extract(epoch from v.ended_at - v.started_at) * 1000)::bigint as open_ms
                                   from view v where v.site_id = s.site_id and v.session_id = s.id group by v.path) p),
                            '[]') as pages
            from session s left join visitor_number n on n.site_id = s.site_id and n.visitor_id = s.visitor_id
            where s.counted and s.superseded_by is null
            """
                    .formatted(StepSql.MARK, StepSql.VIEW);

    /** $1 a site, $2 from, $3 to: the sessions that are not final, which is none as a rule where the period has long passed. */
    static final String NOT_FINAL =
            "select id from session where site_id = $1 and started_at >= $2 and started_at < $3 and counted and not final";

    /** $1 a site, $2 some of its sessions: what each would contribute now. */
    static final String LIVE = live("$2");

    /** The same of all that {@link #NOT_FINAL} finds. */
    static final String LIVE_OF_PERIOD = live("array(" + NOT_FINAL + ")");

    /** $1 a site, $2 from, $3 to: the final sessions that did not begin in whole quarters ($4 to $5). */
    static final String CUT =
            """
            select c.*, s.started_at from session s join contribution c on c.site_id = s.site_id and c.session_id = s.id
            where s.site_id = $1 and s.counted and s.final
              and (s.started_at >= $2::timestamptz and s.started_at < least($3::timestamptz, $4::timestamptz)
                   or s.started_at >= greatest($2, $5::timestamptz) and s.started_at < $3)
            """;

    /** $1 a site, $2 from, $3 to: its final sessions, whatever has been counted of them. */
    static final String ANEW = FACT + "and s.site_id = $1 and s.started_at >= $2 and s.started_at < $3 and s.final";

    /** $1 and $2 sites and sessions: gives their visitors numbers. */
    static final String NUMBER_VISITORS =
            """
            insert into visitor_number (site_id, visitor_id)
            select distinct s.site_id, s.visitor_id
            from unnest($1::text[], $2::text[]) a(site_id, session_id)
            join session s on s.site_id = a.site_id and s.id = a.session_id
            where s.final and s.counted and s.superseded_by is null
              and not exists (select from visitor_number n where n.site_id = s.site_id and n.visitor_id = s.visitor_id)
            order by 1, 2
            on conflict do nothing
            """;

    private static final String ALL = "site_id, session_id, bucket, " + COLUMNS;

    /**
     * $1 and $2 sites and sessions: what they contribute from now on, and by how much that differs from before. Nothing is
     * written where nothing changed, so it may be told of the same session as often as one likes.
     */
    static final String COUNT =
            """
            with asked as materialized (select * from unnest($1::text[], $2::text[]) a(site_id, session_id)),
            current as materialized (
                select %1$s from asked a join lateral (%2$s and s.site_id = a.site_id and s.id = a.session_id and s.final) f
                using (site_id, session_id)
            ),
            before as materialized (
                select %1$s from asked join contribution c using (site_id, session_id)
            ),
            went as materialized (
                select b.* from before b left join current c using (site_id, session_id)
                where c.session_id is null or row(b.*) is distinct from row(c.*)
            ),
            came as materialized (
                select c.* from current c left join before b using (site_id, session_id)
                where b.session_id is null or row(b.*) is distinct from row(c.*)
            ),
            gone as (
                delete from contribution d using went w
                where d.site_id = w.site_id and d.session_id = w.session_id
                  and not exists (select from came c where c.site_id = w.site_id and c.session_id = w.session_id)
            ),
            kept as (
                insert into contribution (%1$s) select * from came
                on conflict (site_id, session_id) do update set (bucket, %3$s) = (%4$s)
            )
            insert into rollup_delta (sign, %1$s)
            select -1, * from went union all select 1, * from came
            """
                    .formatted(ALL, FACT, COLUMNS, excluded());

    private ContributionSql() {}

    private static String live(String ids) {
        return FACT + "and s.site_id = $1 and s.id = any(" + ids + ")";
    }

    private static String excluded() {
        return "excluded.bucket, excluded." + COLUMNS.replace(", ", ", excluded.");
    }
}
