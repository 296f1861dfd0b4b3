package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of {@link FunnelSql} that finds what is a step: for step 2 the set {@code h2(session_id, at, kind, n, document_id)}. Of few
 * sessions all their views are read; of many those views are that fit, whoever's they are, from the index of paths. Beside them the set
 * {@code span(sessions, first, last)} of one row, how many candidates there are and when.
 *
 * @param kept whether candidates are materialized
 * @param sets their definitions
 * @param views where all views of the sessions are that did the first two steps, as {@code v} and with a condition
 */
record FunnelHitSql(Funnel funnel, String kept, String sets, String views) {
    /** Sessions one after the other by the primary key. */
    private static final String VIEWS_OF_FEW =
            "%s x cross join lateral (select * from view where site_id = $1 and session_id = x.%s offset 0) v where true";

    /** Each path is compared with the steps once, however many views it has. */
    private static final String OF_FEW =
            """
            seen as materialized (
                select v.session_id, v.ordinal, v.path, v.started_at from %s and exists (select from wanted where what = 'path')
            ),
            fitting as materialized (
                select v.path, w.step from (select distinct path from seen) v join wanted w on %s
            ),
            hit as materialized (
                select f.step, v.session_id, v.started_at as at, 0 as kind, v.ordinal::bigint as n, '' as document_id
                from seen v join fitting f using (path)
                union all
                select w.step, m.session_id, m.at, 1, m.n, m.document_id
                from candidate c
                join mark m on m.site_id = $1 and m.session_id = c.id
                join wanted w on %s
            ),
            """;

    /** Of all candidates. A view begins while its session lasts; an hour more is for clocks that were set meanwhile. */
    private static final String SPAN =
            """
            span as materialized (
                select count(*) as sessions, min(started_at) - interval '1 hour' as first,
                       max(case when state = 'ended' then ended_at else 'infinity' end) + interval '1 hour' as last
                from candidate
            ),
            """;

    private static final String VIEWS_OF_MANY =
            "view v where v.site_id = $1 and v.started_at >= (select first from span) and v.started_at <= (select last from span)";

    private static final String VIEW =
            "select v.session_id, v.started_at as at, 0 as kind, v.ordinal::bigint as n, '' as document_id from " + VIEWS_OF_MANY;

    private static final String MARK =
            """
            select m.session_id, m.at, 1 as kind, m.n, m.document_id
            from candidate c join mark m on m.site_id = $1 and m.session_id = c.id join wanted w on w.step = %d and %s""";

    /** page: how many pages the session had shown by then, the hit's own included. */
    private static final String PAGED =
            """
            placed as materialized (
                select session_id, step, at, kind, n,
                       dense_rank() over (partition by session_id order by at, kind, n, document_id) as pos
                from (%s) hits
                where session_id in (select session_id from entered) and session_id in (select session_id from h1)
            ),
            shown as materialized (
                select v.session_id, v.ordinal, v.started_at,
                       row_number() over (partition by v.session_id order by v.started_at, v.ordinal) as page
                from %s
            ),
            paged as materialized (
                select p.session_id, p.step, p.at, p.kind, p.pos, s.page
                from placed p join shown s on s.session_id = p.session_id and s.ordinal = p.n
                where p.kind = 0
                union all
                select session_id, step, at, kind, pos, page from (
                    select *, count(*) filter (where step is null) over (partition by session_id order by at, kind) as page
                    from (
                        select session_id, step, at, kind, pos from placed where kind = 1
                        union all
                        select session_id, null, started_at, 0, null from shown
                        where session_id in (select session_id from placed where kind = 1)) both_kinds) marks
                where step is not null
            ),
            """;

    /** Where one session is meant, or conditions leave few of a period's. */
    static FunnelHitSql ofFew(Funnel funnel) {
        String hits = OF_FEW.formatted(VIEWS_OF_FEW.formatted("candidate", "id"), StepSql.VIEW, StepSql.MARK);
        String placed = "(select distinct session_id from placed)";
        return new FunnelHitSql(
                funnel,
                "materialized",
                SPAN + hits + each(funnel, "select session_id, at, kind, n, document_id from hit where step = %d"::formatted),
                VIEWS_OF_FEW.formatted(placed, "session_id"));
    }

    /**
     * @param paths of the funnel's site; what they are compared with is appended to the parameters
     * @param narrowed conditions on sessions are dearer than reading the index of them twice
     */
    static FunnelHitSql ofMany(Funnel funnel, StepPaths paths, boolean narrowed, Tuple parameters) {
        String hits = each(funnel, step -> funnel.steps().get(step).kind() == StepKind.PATH
                ? VIEW + " and " + paths.condition(step, parameters)
                : MARK.formatted(step, StepSql.MARK));
        return new FunnelHitSql(
                funnel,
                narrowed ? "materialized" : "not materialized",
                SPAN + hits,
                VIEWS_OF_MANY + " and v.session_id in (select session_id from placed)");
    }

    /** For strict funnels: hits with their place among the session's and its page, as {@code paged}. */
    String paged() {
        String all = IntStream.range(0, funnel.steps().size())
                .mapToObj("select %1$d as step, * from h%1$d"::formatted)
                .collect(Collectors.joining(" union all "));
        return PAGED.formatted(all, views);
    }

    /** The first step's are most, and quicker found twice than kept. */
    private static String each(Funnel funnel, IntFunction<String> hits) {
        return IntStream.range(0, funnel.steps().size())
                .mapToObj(step -> "h%d as %smaterialized (%s),\n".formatted(step, step == 0 ? "not " : "", hits.apply(step)))
                .collect(Collectors.joining());
    }
}
