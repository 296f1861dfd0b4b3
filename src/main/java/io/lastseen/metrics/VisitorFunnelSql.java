package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that finds what visitors did of a funnel, each visitor's deeds in a row of rows. Those who did a first step that is counted
 * are in it, with all their steps in their sessions; for a strict funnel also with all their pages, where they did the second step.
 *
 * <p>Parameters as {@link VisitorRange} has them. Sessions are looked up one by one, and where visitors are many found by what was done:
 * nothing says how long before its first step a session may have begun.
 */
final class VisitorFunnelSql {
    /** A view's place among its session's, as {@link FunnelHitSql} has it. */
    private static final String VIEW =
            """
            select %d as step, v.session_id, v.started_at as at, 0 as kind, v.ordinal::bigint as n, '' as document_id
            from view v where v.site_id = $1 and v.started_at >= $4 and v.started_at < $5 and %s
            """;

    private static final String MARK =
            """
            select %d as step, m.session_id, m.at, 1 as kind, m.n, m.document_id
            from mark m where m.site_id = $1 and m.at >= $4 and m.at < $5 and %s
            """;

    private static final String CLICK = "m.what = 'click' and exists (select from wanted w where w.step = %d and " + StepSql.MARK + ")";

    /** Of some visitors: all that their sessions saw and did, compared with each step. */
    private static final String HITS_OF_SOME =
            """
            mine as materialized (
                select o.id from (select distinct visitor_id from (%1$s) asked) p
                cross join lateral (
                    select id from session where site_id = $1 and visitor_id = p.visitor_id and superseded_by is null offset 0) o
            ),
            hit as materialized (
                select w.step, v.session_id, v.started_at as at, 0 as kind, v.ordinal::bigint as n, '' as document_id
                from mine x cross join lateral (select * from view where site_id = $1 and session_id = x.id offset 0) v
                join wanted w on %2$s
                where v.started_at >= $4 and v.started_at < $5
                union all
                select w.step, m.session_id, m.at, 1, m.n, m.document_id
                from mine x cross join lateral (select * from mark where site_id = $1 and session_id = x.id offset 0) m
                join wanted w on %3$s
                where m.at >= $4 and m.at < $5
            ),
            """;

    /** $2 to $3: a week is the longest that a session may be told to last. */
    private static final String SAMPLED =
            """
            select visitor_id from session s where site_id = $1 and counted and superseded_by is null
              and started_at >= $2::timestamptz - interval '8 days' and started_at < $3""";

    private static final String ENTERED =
            """
            touched as materialized (
                select session_id, bool_or(step = 0 and at >= $2 and at < $3) as began from hit group by session_id
            ),
            known as materialized (
                select s.id, s.visitor_id, s.started_at, s.ended_at, coalesce(s.reason, 'open') as reason,
                       t.began and (true%1$s) as enters, %2$s as told
                from touched t
                cross join lateral (select * from session o where o.site_id = $1 and o.id = t.session_id offset 0) s
                where %3$s and s.superseded_by is null
            ),
            entered as materialized (select distinct visitor_id from known where enters)
            """;

    private static final String GOING =
            """
            , going as materialized (
                select distinct k.visitor_id from hit h join known k on k.id = h.session_id
                where h.step = 1 and k.visitor_id in (select visitor_id from entered)
            )
            """;

    private static final String DEEDS =
            """
            select k.visitor_id, h.session_id, h.step, h.at, h.kind, h.n, h.document_id, k.started_at, k.ended_at, k.reason, k.told,
                   k.enters and h.step = 0 and h.at >= $2 and h.at < $3 as enters
            from hit h join known k on k.id = h.session_id
            where k.visitor_id in (select visitor_id from entered)
            """;

    /** Also of sessions that did no step: a page of theirs lies between two steps, too. */
    private static final String SHOWN =
            """
            union all
            select g.visitor_id, v.session_id, -1, v.started_at, 0, v.ordinal::bigint, '', v.started_at, null, '', null, false
            from going g
            cross join lateral (
                select s.id from session s where s.site_id = $1 and s.visitor_id = g.visitor_id and %s and s.superseded_by is null offset 0) o
            cross join lateral (select * from view where site_id = $1 and session_id = o.id offset 0) v
            where v.started_at >= $4 and v.started_at < $5
            """;

    private static final String IN_ORDER = "order by visitor_id";
    private static final String COUNTED = "s.counted";

    private VisitorFunnelSql() {}

    /**
     * Of all who enter.
     *
     * @param traits conditions on a row {@code s} of session, each led by {@code and}: on the sessions in which they enter
     * @param told an expression over such a row
     * @param parameters to which what paths and events are compared with is appended
     */
    static String ofAll(Funnel funnel, StepPaths paths, String traits, String told, Tuple parameters) {
        String hits = steps(funnel, step -> {
            FunnelStep one = funnel.steps().get(step);
            return switch (one.kind()) {
                case PATH -> VIEW.formatted(step, paths.condition(step, parameters));
                case EVENT -> MARK.formatted(step, "m.what = 'custom' and m.name = $" + parameters.addString(one.matching().exact()).size());
                case CLICK -> MARK.formatted(step, CLICK.formatted(step));
            };
        });
        return of(funnel, "hit as materialized (\n" + hits + "),\n", traits, told, COUNTED);
    }

    /** Of some of the visitors who enter. */
    static String ofSample(Funnel funnel, Sample sample) {
        return of(funnel, ofSome(SAMPLED + sample.ofVisitors()), "", "null::text", COUNTED);
    }

    /** Of the visitor of the session whose id is the parameter numbered so, which counts here, whether others count it or not. */
    static String ofVisitor(Funnel funnel, int session) {
        String itself = "(s.counted or s.id = $" + session + ")";
        return of(funnel, ofSome("select visitor_id from session where site_id = $1 and id = $" + session), "", "null::text", itself);
    }

    private static String ofSome(String visitors) {
        return HITS_OF_SOME.formatted(visitors, StepSql.VIEW, StepSql.MARK);
    }

    private static String of(Funnel funnel, String hits, String traits, String told, String counted) {
        boolean strict = funnel.mode() == FunnelMode.STRICT;
        return "with wanted as materialized (" + StepSql.wanted(6) + "),\n"
                + hits
                + ENTERED.formatted(traits, told, counted)
                + (strict ? GOING : "")
                + DEEDS
                + (strict ? SHOWN.formatted(counted) : "")
                + IN_ORDER;
    }

    private static String steps(Funnel funnel, IntFunction<String> hits) {
        return IntStream.range(0, funnel.steps().size()).mapToObj(hits).collect(Collectors.joining("union all\n"));
    }
}
