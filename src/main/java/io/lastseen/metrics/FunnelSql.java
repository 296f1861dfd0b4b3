package io.lastseen.metrics;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that follows sessions through a funnel, written for its mode and steps.
 *
 * <p>Each step is one set, joined to the set of the step before: {@code r2} holds, for each session that did steps 0 to 2,
 * where step 2 was done first. So the cost is that of the matching views and marks, not of pairs of views. Most sessions do the first step
 * alone, so only those that did something of the second are put in order. What happens at the same millisecond is ordered views first,
 * then as the recorder numbered it.
 *
 * <p>Parameters: $1 site, $2 from, $3 to, $4 the one session that is meant or null, $5 to $10 the steps. The sets it
 * defines: {@code candidate(id, started_at, ended_at, state, reason)}, of those of them that did the first step
 * {@code furthest(session_id, step, at, started_at, ended_at, reason)}, and of those that did more {@code later(session_id, step, at, first_at)},
 * a row for each further step.
 */
final class FunnelSql {
    /** But for what is asked for beside, nothing else than index {@code session_by_traits} has. */
    private static final String CANDIDATES =
            """
            with wanted as materialized (%s),
            candidate as %s (
                select id, started_at, ended_at, state, reason%s from session s
                where site_id = $1 and superseded_by is null and %s
            ),
            """;

    private static final String OF_PERIOD = "counted and started_at >= $2 and started_at < $3 and $4::text is null";
    private static final String ONE = "id = $4 and $2::timestamptz < $3::timestamptz";

    private static final String FIRST =
            """
            entered as materialized (
                select h.session_id, h.at, h.at as first_at, c.started_at, c.ended_at, c.reason
                from (select session_id, min(at) as at from h0 group by session_id) h join candidate c on c.id = h.session_id
            ),
            """;

    private static final String FURTHEST =
            """
            furthest as (
                select e.session_id, coalesce(l.step, 0) as step, coalesce(l.at, e.at) as at, e.started_at, e.ended_at, e.reason
                from entered e
                left join (select distinct on (session_id) session_id, step, at from later order by session_id, step desc) l using (session_id)
            )
            """;

    private FunnelSql() {}

    /**
     * @param hits where views and marks are found that are steps
     * @param traits conditions on a row {@code s} of session, each led by {@code and}
     * @param beside more columns of candidates, each led by a comma
     */
    static String ofPeriod(Funnel funnel, FunnelHitSql hits, String traits, String beside) {
        return of(funnel, hits, OF_PERIOD + traits, beside);
    }

    static String ofOne(Funnel funnel) {
        return of(funnel, FunnelHitSql.ofFew(funnel), ONE, "");
    }

    private static String of(Funnel funnel, FunnelHitSql hits, String which, String beside) {
        int steps = funnel.steps().size();
        String sets =
                switch (funnel.mode()) {
                    case SEQUENTIAL -> sequential(steps);
                    case STRICT -> hits.paged() + strict(steps);
                    case ANY -> any(steps);
                };
        return CANDIDATES.formatted(StepSql.wanted(5), hits.kept(), beside, which) + hits.sets() + FIRST + sets + FURTHEST;
    }

    private static String sequential(int steps) {
        return """
                r0 as materialized (
                    select distinct on (session_id) session_id, at, kind, n, document_id, at as first_at
                    from h0 where session_id in (select session_id from h1) and session_id in (select session_id from entered)
                    order by session_id, at, kind, n, document_id
                ),
                """
                + each(steps, """
                r%1$d as materialized (
                    select distinct on (h.session_id) h.session_id, h.at, h.kind, h.n, h.document_id, r.first_at
                    from r%2$d r join h%1$d h on h.session_id = r.session_id
                        and (h.at, h.kind, h.n, h.document_id) > (r.at, r.kind, r.n, r.document_id)
                    order by h.session_id, h.at, h.kind, h.n, h.document_id
                ),
                """)
                + later(steps, "select session_id, %1$d as step, at, first_at from r%1$d");
    }

    private static String strict(int steps) {
        return """
                r0 as (select session_id, pos, page, at, at as first_at from paged where step = 0),
                """
                + each(steps, """
                r%1$d as materialized (
                    select distinct on (h.session_id, h.pos) h.session_id, h.pos, h.page, h.at, r.first_at
                    from r%2$d r join paged h on h.session_id = r.session_id and h.step = %1$d and h.pos > r.pos
                        and h.page = r.page + case h.kind when 0 then 1 else 0 end
                    order by h.session_id, h.pos, r.first_at desc
                ),
                """)
                + later(steps, """
                (select distinct on (session_id) session_id, %1$d as step, at, first_at from r%1$d order by session_id, pos)""");
    }

    private static String any(int steps) {
        return """
                r0 as (select session_id, at, first_at from entered),
                """
                + each(steps, """
                r%1$d as materialized (
                    select r.session_id, greatest(r.at, h.at) as at, r.first_at
                    from r%2$d r join (select session_id, min(at) as at from h%1$d group by session_id) h using (session_id)
                ),
                """)
                + later(steps, "select session_id, %1$d as step, at, first_at from r%1$d");
    }

    private static String later(int steps, String select) {
        return IntStream.range(1, steps)
                .mapToObj(select::formatted)
                .collect(Collectors.joining("\nunion all\n", "later as materialized (\n", "\n),\n"));
    }

    private static String each(int steps, String set) {
        return IntStream.range(1, steps).mapToObj(step -> set.formatted(step, step - 1)).collect(Collectors.joining());
    }
}
