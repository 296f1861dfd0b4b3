package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The set {@code fact} of {@link FactSql} again, made of what final sessions were counted as, where a site's contributions are fit: no view,
 * mark or verdict is read. Sessions that are not final are read live.
 */
final class CountedFactSql {
    private static final String FACTS =
            """
            with fact as (
                select s.site_id, s.id, s.visitor, s.visitor_id, s.ended, s.reason, s.settled as final,
                       s.started_at, s.views, s.engaged_ms, s.entry_path, s.exit_path, s.source, s.channel, s.campaign, s.device, s.browser,
                       s.os, s.country, s.language, s.returning_visitor, s.bought, s.reopened, %1$s as has_goal, s.time_ms as duration_ms, s.known_ms::float8 as known_ms,
                       s.pages
                from (
                    select site_id, session_id as id, visitor, '' as visitor_id, ended, reason, true as settled, bucket as started_at,
                           %2$s
                    from contribution where site_id = $1 and bucket >= $4 and bucket < $5
                    union all
                    select site_id, session_id, visitor, '', ended, reason, true, started_at,
                           %2$s
                    from (%3$s) cut
                    union all
                    select site_id, session_id, visitor, visitor_id, ended, reason, settled, started_at,
                           %2$s
                    from (%4$s) live
                ) s
                where true%5$s
            )
            """;

    private static final String COLUMNS =
            "views, engaged_ms, entry as entry_path, exit as exit_path, source, channel, campaign, device, browser, os,"
                    + " country, language, came_back as returning_visitor, bought, reopened, time_ms, known_ms, pages";

    private CountedFactSql() {}

    /** The scope's values are the first of {@code parameters}, its traits' are appended. @param scope of one site */
    static String of(Scope scope, boolean hasGoal, Tuple parameters) {
        Instant first = RollupLevel.QUARTER.ceiling(scope.period().from());
        Instant last = RollupLevel.QUARTER.floor(scope.period().to());
        parameters
                .addString(scope.site().orElseThrow())
                .addOffsetDateTime(scope.period().fromUtc())
                .addOffsetDateTime(scope.period().toUtc())
                .addOffsetDateTime(first.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(last.atOffset(ZoneOffset.UTC));
        return FACTS.formatted(hasGoal, COLUMNS, ContributionSql.CUT, ContributionSql.LIVE_OF_PERIOD, scope.traits().conditionsAsCounted(parameters));
    }
}
