package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What sessions are told apart by. The names are those of the parameters that narrow lists to one of the groups. */
enum BreakdownBy {
    ENTRY("entry_path", "The path of a session's first view."),
    EXIT("exit_path", "The path of the view in use when a session ended."),
    PAGE("path", "The paths a session saw; it counts for each of them."),
    SOURCE("source", "Where a session came from, by its first view: campaign, click id, referrer, else direct."),
    CHANNEL("channel", "By which way a session came: the first rule that fits its source and its campaign's medium."),
    CAMPAIGN(
            "campaign",
            "As the link of a session's first view names its campaign: utm_campaign, else utm_id, else the number Google Ads adds"
                    + " (gad_campaignid). In lower case, at most 100 characters; (none) without a campaign."),
    DEVICE("device", "Desktop, mobile, tablet or other, as the browser calls itself (User-Agent)."),
    BROWSER("browser", "As it calls itself (User-Agent)."),
    OS("os", "The operating system, as the browser calls it (User-Agent)."),
    COUNTRY(
            "country",
            "Where the network address is registered from which a session's first page was sent; two letters of ISO 3166-1."
                    + " Looked up as it arrives: the address is not kept. Unknown for private addresses."),
    LANGUAGE("language", "The one the browser asks for first (Accept-Language), without its region, by ISO 639."),
    VISITORS(
            "case when returning_visitor then 'returning' else 'new' end",
            "Whether a session is the first of its visitor id."),
    REASON("coalesce(reason, 'open')", "Why a session ended, or open.");

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
    private final String definition;

    BreakdownBy(String expression, String definition) {
        this.expression = expression;
        this.definition = definition;
    }

    /** @throws io.lastseen.problem.ProblemException 400 */
    static BreakdownBy read(String text) {
        return read(text, EnumSet.allOf(BreakdownBy.class));
    }

    /** @throws io.lastseen.problem.ProblemException 400 where it is none of those */
    static BreakdownBy read(String text, Set<BreakdownBy> some) {
        return some.stream()
                .filter(by -> by.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.ofFields(List.of(new FieldError(
                                "by",
                                "is one of " + some.stream().map(BreakdownBy::text).collect(Collectors.joining(", "))
                                        + ", not '" + text + "'")))
                        .asException());
    }

    String text() {
        return name().toLowerCase();
    }

    String definition() {
        return definition;
    }

    /** As an expression over a row {@code s} of session. Of what a session has once. */
    String ofSession() {
        if (this == PAGE) {
            throw new IllegalArgumentException("a session has many pages");
        }
        return expression;
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
