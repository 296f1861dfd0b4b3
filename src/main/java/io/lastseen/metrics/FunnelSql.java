package io.lastseen.metrics;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that follows sessions through a funnel, written for its mode and number of steps.
 *
 * <p>Each step is one set, joined to the set of the step before: {@code r2} holds, for each session that did steps 0 to 2,
 * where step 2 was done first. So the cost is that of the matching views and marks, not of pairs of views. What happens at
 * the same millisecond is ordered views first, then as the recorder numbered it.
 *
 * <p>Parameters: $1 site, $2 from, $3 to, $4 the one session that is meant or null, $5 to $10 the steps. The sets it
 * defines: {@code candidate(id, started_at, ended_at, state, reason, entry_path, source)}, {@code reach(session_id, step, at, first_at)} and
 * {@code furthest(session_id, step, at)}.
 */
final class FunnelSql {
    private static final String CANDIDATES =
            """
            with wanted as materialized (%s),
            candidate as materialized (
                select id, started_at, ended_at, state, reason, entry_path, source from session s
                where site_id = $1 and superseded_by is null and %s
            ),
            """;

    private static final String OF_PERIOD = "counted and started_at >= $2 and started_at < $3 and $4::text is null";
    private static final String ONE = "id = $4 and $2::timestamptz < $3::timestamptz";

    /** Each path is compared with the steps once, however many views it has. */
    private static final String HITS =
            """
            seen as materialized (
                select c.id as session_id, v.ordinal, v.path, v.started_at from candidate c %s
                where exists (select from wanted where what = 'path')
            ),
            fitting as materialized (
                select v.path, w.step from (select distinct path from seen) v join wanted w on %s
            ),
            hit as (
                select v.session_id, f.step, v.started_at as at, 0 as kind, v.ordinal::bigint as n, '' as document_id
                from seen v join fitting f using (path)
                union all
                select m.session_id, w.step, m.at, 1, m.n, m.document_id
                from candidate c
                join mark m on m.site_id = $1 and m.session_id = c.id
                join wanted w on %s
            ),
            placed as materialized (
                select session_id, step, at, kind, n,
                       dense_rank() over (partition by session_id order by at, kind, n, document_id) as pos
                from hit
            ),
            """;

    /** page: how many pages the session had shown by then, the hit's own included. */
    private static final String PAGES =
            """
            shown as materialized (
                select v.session_id, v.ordinal, v.started_at,
                       row_number() over (partition by v.session_id order by v.started_at, v.ordinal) as page
                from view v
                where v.site_id = $1 and v.session_id in (select session_id from placed)
            ),
            paged as materialized (
                select p.session_id, p.step, p.at, p.kind, p.pos,
                       case p.kind
                           when 0 then (select s.page from shown s
                                        where s.session_id = p.session_id and s.ordinal = p.n)
                           else (select count(*) from shown s
                                 where s.session_id = p.session_id and s.started_at <= p.at)
                       end as page
                from placed p
            ),
            """;

    private static final String FURTHEST =
            """
            furthest as (
                select distinct on (session_id) session_id, step, at from reach order by session_id, step desc
            )
            """;

    private static final String VIEWS_OF_MANY = "join view v on v.site_id = $1 and v.session_id = c.id";

    /** One after the other by the primary key. */
    private static final String VIEWS_OF_FEW = "cross join lateral (select * from view where site_id = $1 and session_id = c.id offset 0) v";

    private FunnelSql() {}

    /**
     * @param steps how many the funnel has
     * @param traits conditions on a row {@code s} of session, each led by {@code and}
     */
    static String ofPeriod(FunnelMode mode, int steps, String traits) {
        return of(mode, steps, OF_PERIOD + traits, VIEWS_OF_MANY);
    }

    /** The same where conditions leave few of a period's sessions. */
    static String ofFew(FunnelMode mode, int steps, String conditions) {
        return of(mode, steps, OF_PERIOD + conditions, VIEWS_OF_FEW);
    }

    static String ofOne(FunnelMode mode, int steps) {
        return of(mode, steps, ONE, VIEWS_OF_FEW);
    }

    private static String of(FunnelMode mode, int steps, String which, String views) {
        String sets =
                switch (mode) {
                    case SEQUENTIAL -> sequential(steps);
                    case STRICT -> PAGES + strict(steps);
                    case ANY -> any(steps);
                };
        return CANDIDATES.formatted(StepSql.wanted(5), which) + HITS.formatted(views, StepSql.VIEW, StepSql.MARK) + sets + FURTHEST;
    }

    private static String sequential(int steps) {
        return """
                r0 as (
                    select distinct on (session_id) session_id, pos, at, at as first_at
                    from placed where step = 0 order by session_id, pos
                ),
                """
                + each(1, steps, """
                r%1$d as (
                    select distinct on (h.session_id) h.session_id, h.pos, h.at, r.first_at
                    from r%2$d r join placed h on h.session_id = r.session_id and h.step = %1$d and h.pos > r.pos
                    order by h.session_id, h.pos
                ),
                """)
                + reach(steps, "select session_id, %1$d as step, at, first_at from r%1$d");
    }

    private static String strict(int steps) {
        return """
                r0 as (select session_id, pos, page, at, at as first_at from paged where step = 0),
                """
                + each(1, steps, """
                r%1$d as (
                    select distinct on (h.session_id, h.pos) h.session_id, h.pos, h.page, h.at, r.first_at
                    from r%2$d r join paged h on h.session_id = r.session_id and h.step = %1$d and h.pos > r.pos
                        and h.page = r.page + case h.kind when 0 then 1 else 0 end
                    order by h.session_id, h.pos, r.first_at desc
                ),
                """)
                + reach(steps, """
                (select distinct on (session_id) session_id, %1$d as step, at, first_at
                 from r%1$d order by session_id, pos)""");
    }

    private static String any(int steps) {
        return """
                first as (select session_id, step, min(at) as at from placed group by session_id, step),
                r0 as (select session_id, at, at as first_at from first where step = 0),
                """
                + each(1, steps, """
                r%1$d as (
                    select r.session_id, greatest(r.at, h.at) as at, r.first_at
                    from r%2$d r join first h on h.session_id = r.session_id and h.step = %1$d
                ),
                """)
                + reach(steps, "select session_id, %1$d as step, at, first_at from r%1$d");
    }

    private static String reach(int steps, String select) {
        return IntStream.range(0, steps)
                .mapToObj(select::formatted)
                .collect(Collectors.joining("\nunion all\n", "reach as materialized (\n", "\n),\n"));
    }

    private static String each(int from, int to, String set) {
        return IntStream.range(from, to).mapToObj(step -> set.formatted(step, step - 1)).collect(Collectors.joining());
    }
}
