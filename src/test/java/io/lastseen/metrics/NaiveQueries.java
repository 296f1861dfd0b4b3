package io.lastseen.metrics;

import java.time.Instant;
import java.util.List;

/**
 * The same questions in the way products ask them that keep views (events) only: Umami's statistics and funnel and Plausible's
 * sources, in the shape of their queries for PostgreSQL, over this schema. A session is what a view says it belongs to.
 */
final class NaiveQueries {
    private NaiveQueries() {}

    /** Sessions, views, bounces and time from views grouped by session, as Umami's {@code getWebsiteStats}. */
    static String overview(String site, Instant from, Instant to) {
        return """
                select sum(t.c) as views, count(distinct t.session_id) as sessions,
                       sum(case when t.c = 1 then 1 else 0 end) as bounces, sum(extract(epoch from t.last - t.first)) as total
                from (select session_id, count(*) as c, min(started_at) as first, max(started_at) as last
                      from view where site_id = '%s' and started_at >= '%s' and started_at < '%s' group by session_id) t
                """
                .formatted(site, from, to);
    }

    /** A level per step, each joined to all views of the sessions of the level before, as Umami's {@code getFunnel}. */
    static String funnel(String site, List<String> steps, Instant from, Instant to) {
        StringBuilder sql = new StringBuilder("with ");
        for (int i = 0; i < steps.size(); i++) {
            String path = "v.path like '" + steps.get(i).replace('*', '%') + "'";
            sql.append(i == 0
                    ? "level0 as (select distinct v.session_id, v.started_at from view v where v.site_id = '" + site
                            + "' and v.started_at >= '" + from + "' and v.started_at < '" + to + "' and " + path + ")"
                    : ", level" + i + " as (select distinct v.session_id, v.started_at from level" + (i - 1)
                            + " l join view v on v.session_id = l.session_id where v.site_id = '" + site
                            + "' and v.started_at > l.started_at and v.started_at < l.started_at + interval '60 minutes'"
                            + " and v.started_at < '" + to + "' and " + path + ")");
        }
        for (int i = 0; i < steps.size(); i++) {
            sql.append(i == 0 ? " " : " union all ").append("select ").append(i).append(", count(distinct session_id) from level").append(i);
        }
        return sql.toString();
    }

    /** Views joined to their sessions and grouped by one of their traits. */
    static String breakdown(String site, String column, Instant from, Instant to) {
        return """
                select s.%s, count(distinct v.session_id) as sessions, count(distinct s.visitor_id) as visitors, count(*) as views
                from view v join session s on s.site_id = v.site_id and s.id = v.session_id
                where v.site_id = '%s' and v.started_at >= '%s' and v.started_at < '%s'
                group by 1 order by 2 desc limit 50
                """
                .formatted(column, site, from, to);
    }
}
