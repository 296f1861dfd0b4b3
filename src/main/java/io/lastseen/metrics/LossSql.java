package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The set {@code gone}, a row for each session with all that losses are told by, and what is asked of it. */
final class LossSql {
    /** How many replays a loss names. */
    static final int SAMPLES = 20;

    /** By the steps of a funnel; $11 to $16 are all goals of its site, $17 the event that is a purchase on every site. */
    static final String BY_STEP =
            """
            , goal as materialized (%s),
            converted as materialized (
                select v.session_id from candidate c join view v on v.site_id = $1 and v.session_id = c.id and v.started_at >= $2 join goal w on %s
                union
                select m.session_id from candidate c join mark m on m.site_id = $1 and m.session_id = c.id
                where m.what = 'custom' and m.name = $17 or exists (select from goal w where %s)
            ),
            gone as (
                select c.id, c.entry_path, c.source, c.started_at, c.state = 'ended' as ended, c.reason, coalesce(f.step, -1) as step, '' as last,
                       c.id in (select session_id from converted) as bought
                from candidate c left join furthest f on f.session_id = c.id
            )
            """
                    .formatted(StepSql.wanted(11), StepSql.VIEW, StepSql.MARK);

    static final String BY_EXIT =
            """
            , gone as (
                select id, entry_path, source, started_at, ended, reason, null::int as step, exit_path as last, bought from fact
            )
            """;

    /** The same of what sessions were counted as, which is told by the quarter of an hour they began in. */
    private static final String COUNTED =
            """
            , begun as (
                select id, started_at from session where site_id = $1 and started_at >= $2 and started_at < $3 and counted
            ),
            gone as (
                select x.id, x.entry_path, x.source, b.started_at, x.ended, x.reason, %s as step, %s as last, x.bought
                from fact x join begun b using (id)%s
            )
            """;

    static final String COUNTED_BY_EXIT = COUNTED.formatted("null::int", "x.exit_path", "");

    /** $%1$d the funnel, $%2$d and $%3$d sessions that are not final, with the furthest step each did. */
    private static final String COUNTED_BY_STEP = COUNTED.formatted(
            "coalesce(f.furthest, -1)",
            "''",
            """
             left join (
                select session_id, furthest from funnel_contribution
                where site_id = $1 and funnel_id = $%1$d and started_at >= $2 and started_at < $3
                union all
                select * from unnest($%2$d::text[], $%3$d::int[])
            ) f on f.session_id = x.id""");

    static final String GROUPS =
            """
            , came as (select entry_path, source, count(*) as number from gone group by 1, 2)
            select g.entry_path, g.source, g.step, g.last, g.reason, count(*) as sessions, c.number as all_of_them,
                   (array_agg(g.id order by g.started_at desc, g.id))[1:%1$d] as newest,
                   (array_agg(g.started_at order by g.started_at desc, g.id))[1:%1$d] as started
            from gone g join came c using (entry_path, source)
            where g.ended and not g.bought
            group by g.entry_path, g.source, g.step, g.last, g.reason, c.number
            """
                    .formatted(SAMPLES);

    /** Who came at all, and of each group how many were lost. */
    static final String BEFORE =
            """
            , came as (select entry_path, source, count(*) as number, max(step) as furthest from gone group by 1, 2)
            select g.entry_path, g.source, g.step, g.last, g.reason,
                   count(*) filter (where g.ended and not g.bought) as sessions, c.number as all_of_them, c.furthest
            from gone g join came c using (entry_path, source)
            group by g.entry_path, g.source, g.step, g.last, g.reason, c.number, c.furthest
            """;

    /** From the parameter numbered so: steps, reason, after whom, how many. */
    static final String LOST =
            """
            select id, started_at from gone
            where ended and not bought
              and coalesce(step, -1) between $%1$d and $%2$d and ($%3$d::text is null or reason = $%3$d)
              and ($%4$d::timestamptz is null or (started_at, id) < ($%4$d, $%5$d))
            order by started_at desc, id desc limit $%6$d
            """;

    private LossSql() {}

    /** Behind {@link CountedFactSql}. @param live sessions of the period that are not final and did a step; appended to the parameters */
    static String countedByStep(Funnel funnel, List<FunnelContribution> live, Tuple parameters) {
        int first = parameters.size() + 1;
        parameters
                .addString(funnel.id())
                .addArrayOfString(live.stream().map(FunnelContribution::session).toArray(String[]::new))
                .addArrayOfInteger(live.stream().map(one -> one.reach().furthest()).toArray(Integer[]::new));
        return COUNTED_BY_STEP.formatted(first, first + 1, first + 2);
    }
}
