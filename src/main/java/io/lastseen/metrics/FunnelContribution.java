package io.lastseen.metrics;

import io.lastseen.metrics.FunnelWalk.Reach;
import io.lastseen.session.TimeCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far one session got in one funnel, and what that adds to the funnel's numbers.
 *
 * @param endedAt where it was asked for; empty while open
 * @param reason why it ended; open while it has not
 */
record FunnelContribution(
        String site, String session, String funnel, Instant startedAt, Optional<Instant> endedAt, String reason, Reach reach) {
    private static final String ENDED = "ended_at";
    static final Comparator<FunnelContribution> NEWEST_FIRST =
            Comparator.comparing(FunnelContribution::startedAt).thenComparing(FunnelContribution::session).reversed();

    /** A row of {@code funnel_contribution} or of {@code funnel_delta}. */
    static FunnelContribution read(Row row) {
        return of(row, new Reach(List.of(row.getArrayOfLongs("reach_ms")), row.getOffsetDateTime("at").toInstant()));
    }

    /** A row that names session and funnel. */
    static FunnelContribution of(Row row, Reach reach) {
        return new FunnelContribution(
                row.getString("site_id"),
                row.getString("session_id"),
                row.getString("funnel_id"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getColumnIndex(ENDED) < 0 ? Optional.empty() : Optional.ofNullable(row.getOffsetDateTime(ENDED)).map(OffsetDateTime::toInstant),
                row.getString("reason"),
                reach);
    }

    /** In the order of lists, which have the newest first. */
    boolean isBehind(TimeCursor cursor) {
        int order = startedAt.compareTo(cursor.at());
        return order < 0 || order == 0 && session.compareTo(cursor.id()) < 0;
    }

    /** The rollups' dimension of a funnel; its keys are steps. */
    static String dim(String funnel) {
        return "funnel " + funnel;
    }

    /** Adds what it counts for at one step it reached. @param sign 1, or -1 to take it back */
    void into(CellSink sink, int step, int sign) {
        sink.count(CellCount.SESSIONS, sign);
        sink.time(CellTime.SPENT, TimeBin.of(reach.ms().get(step)), sign);
        if (step == reach.furthest()) {
            sink.reason(reason, sign);
        }
    }
}
