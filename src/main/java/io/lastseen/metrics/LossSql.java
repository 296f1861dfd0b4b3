package io.lastseen.metrics;

import io.lastseen.metrics.Losses.Loss;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;

/** The set {@code gone}, a row for each session with all that losses are told by, and what is asked of it. */
final class LossSql {
    /** How many replays a loss names. */
    private static final int SAMPLES = 20;

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

    /** The same of what sessions were counted as. Begun: the quarter of an hour will do, or each session is looked up. */
    private static final String COUNTED =
            """
            , gone as (
                select x.id, x.entry_path, x.source, %3$s as started_at, x.ended, x.reason, %1$s as step, %2$s as last, x.bought
                from fact x
            """;

    private static final String LOOKED_UP =
            "join (select id, started_at from session where site_id = $1 and started_at >= $2 and started_at < $3 and counted) b using (id)\n";

    /** $%1$d the funnel, $%2$d and $%3$d sessions that are not final, with the furthest step each did. */
    private static final String REACHED =
            """
            left join (
                select session_id, furthest from funnel_contribution
                where site_id = $1 and funnel_id = $%1$d and started_at >= $2 and started_at < $3
                union all
                select * from unnest($%2$d::text[], $%3$d::int[])
            ) f on f.session_id = x.id
            """;

    /** How many began, came, got as far and ended alike; and how many of them were lost, which is none of those that are open. */
    static final String GROUPS =
            """
            select entry_path, source, step, last, reason, count(*) as came, count(*) filter (where ended and not bought) as lost
            from gone group by entry_path, source, step, last, reason
            """;

    /** From the parameter numbered so, of each loss: its place, entry page, source, first and last step, exit page, reason. */
    private static final String NEWEST =
            """
            select place, id from (
                select t.place, g.id, row_number() over (partition by t.place order by g.started_at desc, g.id) as nth
                from gone g
                join unnest($%1$d::int[], $%2$d::text[], $%3$d::text[], $%4$d::int[], $%5$d::int[], $%6$d::text[], $%7$d::text[])
                    t(place, entry_path, source, least, most, last, reason)
                  on g.entry_path = t.entry_path and g.source = t.source and coalesce(g.step, 0) between t.least and t.most
                     and g.last = t.last and g.reason = t.reason
                where g.ended and not g.bought
            ) newest
            where nth <= %8$d order by place, nth
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

    /** Behind {@link CountedFactSql}. @param exact whether it matters when in its quarter of an hour a session began */
    static String countedByExit(boolean exact) {
        return counted("null::int", "x.exit_path", exact, "");
    }

    /**
     * Behind {@link CountedFactSql}.
     *
     * @param live sessions of the period that are not final and did a step; appended to the parameters
     * @param exact whether it matters when in its quarter of an hour a session began
     */
    static String countedByStep(Funnel funnel, List<FunnelContribution> live, boolean exact, Tuple parameters) {
        int first = parameters.size() + 1;
        parameters
                .addString(funnel.id())
                .addArrayOfString(live.stream().map(FunnelContribution::session).toArray(String[]::new))
                .addArrayOfInteger(live.stream().map(one -> one.reach().furthest()).toArray(Integer[]::new));
        return counted("coalesce(f.furthest, -1)", "''", exact, REACHED.formatted(first, first + 1, first + 2));
    }

    private static String counted(String step, String last, boolean exact, String reached) {
        return COUNTED.formatted(step, last, exact ? "b.started_at" : "x.started_at") + (exact ? LOOKED_UP : "") + reached + ")\n";
    }

    /** The newest sessions of each loss, in order. @param losses by the steps of a funnel, or by exit pages; appended to the parameters */
    static String newest(List<Loss> losses, Tuple parameters) {
        int first = parameters.size() + 1;
        parameters
                .addArrayOfInteger(IntStream.range(0, losses.size()).boxed().toArray(Integer[]::new))
                .addArrayOfString(losses.stream().map(Loss::entry).toArray(String[]::new))
                .addArrayOfString(losses.stream().map(Loss::source).toArray(String[]::new))
                .addArrayOfInteger(losses.stream().map(loss -> loss.step() == null ? 0 : loss.step()).toArray(Integer[]::new))
                .addArrayOfInteger(losses.stream().map(LossSql::most).toArray(Integer[]::new))
                .addArrayOfString(losses.stream().map(loss -> loss.step() == null ? loss.last() : "").toArray(String[]::new))
                .addArrayOfString(losses.stream().map(Loss::reason).toArray(String[]::new));
        return NEWEST.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, SAMPLES);
    }

    private static int most(Loss loss) {
        return loss.step() == null ? 0 : loss.orLater() ? Integer.MAX_VALUE : loss.step();
    }
}
