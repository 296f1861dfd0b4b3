package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What sessions are told apart by. The names are those of the parameters that narrow lists to one of the groups. */
enum BreakdownBy {
    ENTRY("entry_path"),
    EXIT("exit_path"),
    PAGE("path"),
    SOURCE("source"),
    CHANNEL("channel"),
    DEVICE("device"),
    BROWSER("browser"),
    OS("os"),
    VISITORS("case when returning_visitor then 'returning' else 'new' end"),
    REASON("coalesce(reason, 'open')");

    private static final String SESSIONS =
            "select %s, %s as key, views as shown, engaged_ms as spent_ms, duration_ms as time_ms from fact";

    /** What is counted of facts. No more: they are kept while the groups are made. */
    private static final String COLUMNS =
            "visitor_id, ended, reason, views, engaged_ms, bought, duration_ms, has_goal, final, reopened";

    /** Of a page: the sessions that saw it, how often, and how long they spent on it. */
    private static final String PAGES =
            """
            select %s, v.path as key, v.shown, v.spent_ms, v.time_ms
            from fact f join lateral (
                select path, count(*)::int as shown, sum(engaged_ms)::bigint as spent_ms,
                       sum(extract(epoch from ended_at - started_at) * 1000) as time_ms
                from view where site_id = f.site_id and session_id = f.id group by path
            ) v on true""";

    /** The same of what they were counted as. */
    private static final String COUNTED_PAGES =
            """
            select %s, p.page ->> 0 as key, (p.page ->> 1)::int as shown, (p.page ->> 2)::bigint as spent_ms,
                   (p.page ->> 3)::numeric as time_ms
            from fact f cross join lateral jsonb_array_elements(f.pages) as p(page)""";

    private final String expression;

    BreakdownBy(String expression) {
        this.expression = expression;
    }

    /** @throws io.lastseen.problem.ProblemException 400 */
    static BreakdownBy read(String text) {
        return Arrays.stream(values())
                .filter(by -> by.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.ofFields(List.of(new FieldError(
                                "by",
                                "is one of "
                                        + Arrays.stream(values()).map(BreakdownBy::text).collect(Collectors.joining(", "))
                                        + ", not '" + text + "'")))
                        .asException());
    }

    String text() {
        return name().toLowerCase();
    }

    /** The set of facts with their group as {@code key}. @param counted facts are what sessions were counted as */
    String keyed(boolean counted) {
        String columns = COLUMNS + (counted ? ", visitor" : ", site_id");
        if (this == PAGE) {
            return (counted ? COUNTED_PAGES : PAGES).formatted(columns);
        }
        return SESSIONS.formatted(columns, expression);
    }
}
