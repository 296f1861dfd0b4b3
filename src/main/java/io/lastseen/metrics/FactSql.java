package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The set {@code fact}: a row for each session of a {@link Scope} with all that numbers are made of. One statement reads it
 * and counts, so that all numbers of an answer are of one moment.
 */
final class FactSql {
    private static final String FACTS =
            """
            with wanted as materialized (%s),
            candidate as materialized (
                select site_id, id, visitor_id, state, reason, final, started_at, ended_at, decided_at, engaged_ms, views,
                       entry_path, exit_path, source, channel, campaign, device, browser, os, country, language, returning_visitor
                from session s
                where counted and superseded_by is null and ($1::text is null or site_id = $1)
                  and started_at >= $2 and started_at < $3%s
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
            with_goal as materialized (
                select site_id from wanted
                union
                select site_id from (select distinct site_id from candidate) c
                where exists (select from mark m where m.site_id = c.site_id and m.what = 'custom' and m.name = $4 and m.at < $3)
            ),
            fact as materialized (
                select c.*, state = 'ended' as ended,
                       (c.site_id, c.id) in (select site_id, session_id from converted) as bought,
                       c.site_id in (select site_id from with_goal) as has_goal,
                       exists (select from verdict d
                               where d.site_id = c.site_id and d.session_id = c.id and d.reason is null) as reopened,
                       extract(epoch from ended_at - started_at) * 1000 as duration_ms,
                       (extract(epoch from decided_at - ended_at) * 1000)::float8 as known_ms
                from candidate c
            )
            """;

    private static final String NUMBERS =
            """
            count(*) as sessions,
            count(*) filter (where ended) as ended_sessions,
            %s as visitors,
            coalesce(sum(views), 0)::bigint as views,
            count(*) filter (where ended and views = 1 and engaged_ms < 10000 and not bought) as bounced,
            count(*) filter (where ended and views = 1) as single_view,
            count(*) filter (where ended and views < 2 and duration_ms <= 10000 and not bought) as not_engaged,
            count(*) filter (where ended and has_goal) as with_goal,
            count(*) filter (where ended and has_goal and not bought) as unconverted,
            count(*) filter (where ended and not final) as provisional,
            count(*) filter (where reopened) as reopened,
            """;

    private static final String VISITORS = "count(distinct (site_id, visitor_id))";

    /** Of one site; most have a number, and numbers are sorted faster than texts. */
    private static final String NUMBERED_VISITORS =
            "(count(distinct visitor) + count(distinct visitor_id) filter (where visitor is null))";

    private static final String TIMES =
            """
            percentile_cont(0.5) within group (order by rounded_ms(engaged_ms)) filter (where ended) as engaged_median,
            percentile_cont(0.5) within group (order by rounded_ms(known_ms::bigint)) filter (where ended) as known_p50,
            percentile_cont(0.95) within group (order by rounded_ms(known_ms::bigint)) filter (where ended) as known_p95
            """;

    private static final String NO_TIMES =
            "null::float8 as engaged_median, null::float8 as known_p50, null::float8 as known_p95\n";

    private FactSql() {}

    /** What {@link Counts} reads, over any grouping of {@code fact}. @param counted facts are what sessions were counted as */
    static String counts(boolean counted) {
        return countsWithoutTimes(counted).replace(NO_TIMES, TIMES);
    }

    /** The same for those who ask for other times: each is a sort of all. */
    static String countsWithoutTimes(boolean counted) {
        return NUMBERS.formatted(counted ? NUMBERED_VISITORS : VISITORS) + NO_TIMES;
    }

    /** The set's definition; the scope's values are the first of {@code parameters}, its traits' are appended. */
    static String of(Scope scope, Tuple parameters) {
        String traits = scope.traits().conditions(parameters);
        return FACTS.formatted(StepSql.wanted(5), traits, StepSql.VIEW, StepSql.MARK);
    }
}
