package io.lastseen.session;

import java.util.List;

/**
 * What became of a session, as conditions on its row {@code s}: what the numbers of an outcome count, so that lists hold the same sessions.
 * Each session is looked up by itself: lists are short, and a join of all views with all goals is not ("offset 0" leaves the planner no choice).
 */
enum OutcomeSql {
    /** {@code s} is a row of session. */
    OF_SESSION(
            "s.state = 'ended'",
            "extract(epoch from s.ended_at - s.started_at) * 1000",
            """
            (exists (select from mark m where m.site_id = s.site_id and m.session_id = s.id
                     and (m.what = 'custom' and m.name = '%s'
                          or exists (select from conversion w where w.site_id = m.site_id and %s)) offset 0)
              or exists (select from view v join conversion w on w.site_id = v.site_id and %s
                         where v.site_id = s.site_id and v.session_id = s.id offset 0))"""
                    .formatted(WantedSql.PURCHASE, WantedSql.MARK, WantedSql.VIEW),
            """
            exists (select from verdict d where d.site_id = s.site_id and d.session_id = s.id and d.reason is null offset 0)"""),

    /** {@code s} is what a session was counted as: these are columns. */
    AS_COUNTED("s.ended", "s.time_ms", "s.bought", "s.reopened");

    static final List<String> YES_OR_NO = List.of("true", "false");

    /** Names of the numbers by whose rules a session may have bounced. */
    static final List<String> BOUNCES = List.of("bounce", "bounceSingleView", "bounceNotEngaged");

    /** By one of its own, or since somebody bought something there. */
    private static final String HAS_GOAL =
            """
            (exists (select from conversion w where w.site_id = s.site_id offset 0)
              or exists (select from mark m where m.site_id = s.site_id and m.what = 'custom' and m.name = '%s' offset 0))"""
                    .formatted(WantedSql.PURCHASE);

    private final String ended;
    private final String durationMs;
    private final String converted;
    private final String reopened;

    OutcomeSql(String ended, String durationMs, String converted, String reopened) {
        this.ended = ended;
        this.durationMs = durationMs;
        this.converted = converted;
        this.reopened = reopened;
    }

    /** Where there was nothing to convert to, nobody failed to. @param wanted one of {@link #YES_OR_NO} */
    String converted(String wanted) {
        return wanted.equals("true") ? converted : "(not " + converted + " and " + HAS_GOAL + ")";
    }

    /** @param wanted one of {@link #YES_OR_NO} */
    String reopened(String wanted) {
        return wanted.equals("true") ? reopened : "not " + reopened;
    }

    /** @param rule one of {@link #BOUNCES} */
    String bounced(String rule) {
        return switch (rule) {
            case "bounce" -> "(" + ended + " and s.views = 1 and s.engaged_ms < 10000 and not " + converted + ")";
            case "bounceSingleView" -> "(" + ended + " and s.views = 1)";
            case "bounceNotEngaged" -> "(" + ended + " and s.views < 2 and " + durationMs + " <= 10000 and not " + converted + ")";
            default -> throw new IllegalArgumentException("there is no rule " + rule);
        };
    }
}
