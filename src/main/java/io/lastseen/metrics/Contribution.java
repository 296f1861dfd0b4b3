package io.lastseen.metrics;

import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one session adds to the numbers.
 *
 * @param at its start; of a stored contribution the 15 minutes of UTC it lies in
 * @param visitor number of its visitor; empty where no final session of that visitor has been counted yet
 * @param visitorId of a session that is read live, else empty
 * @param views pages shown
 * @param timeMs from start to end; empty while open, as is {@code knownMs}, from the end to the decision
 * @param bought it has converted
 */
record Contribution(
        Instant at,
        Optional<Long> visitor,
        String visitorId,
        boolean ended,
        boolean settled,
        String reason,
        String entry,
        String exit,
        String source,
        String channel,
        String campaign,
        String device,
        String browser,
        String os,
        String country,
        String language,
        boolean cameBack,
        long views,
        long engagedMs,
        Optional<Long> timeMs,
        Optional<Long> knownMs,
        boolean reopened,
        boolean bought,
        List<Seen> pages) {
    private static final int BOUNCE_MS = 10_000;

    /** A page it saw: how often, and for how long. */
    record Seen(String path, long shown, long engagedMs, long openMs) {}

    /** Columns as {@link ContributionSql} names them. @param at name of the column with its time */
    static Contribution read(Row row, String at, boolean settled, String visitorId) {
        return new Contribution(
                row.getOffsetDateTime(at).toInstant(),
                Optional.ofNullable(row.getLong("visitor")),
                visitorId,
                row.getBoolean("ended"),
                settled,
                row.getString("reason"),
                row.getString("entry"),
                row.getString("exit"),
                row.getString("source"),
                row.getString("channel"),
                row.getString("campaign"),
                row.getString("device"),
                row.getString("browser"),
                row.getString("os"),
                row.getString("country"),
                row.getString("language"),
                row.getBoolean("came_back"),
                row.getInteger("views"),
                row.getLong("engaged_ms"),
                Optional.ofNullable(row.getLong("time_ms")),
                Optional.ofNullable(row.getLong("known_ms")),
                row.getBoolean("reopened"),
                row.getBoolean("bought"),
                seen(row.getJsonArray("pages")));
    }

    private static List<Seen> seen(JsonArray pages) {
        return IntStream.range(0, pages.size())
                .mapToObj(pages::getJsonArray)
                .map(page -> new Seen(page.getString(0), page.getLong(1), page.getLong(2), page.getLong(3)))
                .toList();
    }

    /** The keys under which it counts, each with what is told there of views and times. */
    List<Seen> keys(BreakdownBy by) {
        return by == BreakdownBy.PAGE ? pages : List.of(new Seen(key(by), views, engagedMs, timeMs.orElse(0L)));
    }

    private String key(BreakdownBy by) {
        return switch (by) {
            case ENTRY -> entry;
            case EXIT -> exit;
            case SOURCE -> source;
            case CHANNEL -> channel;
            case CAMPAIGN -> campaign;
            case DEVICE -> device;
            case BROWSER -> browser;
            case OS -> os;
            case COUNTRY -> country;
            case LANGUAGE -> language;
            case VISITORS -> cameBack ? "returning" : "new";
            case REASON -> reason;
            case PAGE -> throw new IllegalArgumentException("a session has many pages");
        };
    }

    /** Adds what it counts for under one of its keys. @param sign 1, or -1 to take it back */
    void into(CellSink sink, Seen as, int sign) {
        sink.count(CellCount.SESSIONS, sign);
        sink.count(CellCount.SHOWN, sign * as.shown());
        sink.reason(reason, sign);
        visitor.ifPresentOrElse(number -> sink.visitor(number, sign), () -> sink.unnumbered(visitorId));
        if (reopened) {
            sink.count(CellCount.REOPENED, sign);
        }
        if (ended) {
            ending(sink, as, sign);
        }
    }

    private void ending(CellSink sink, Seen as, int sign) {
        sink.count(CellCount.ENDED, sign);
        sink.count(CellCount.BOUGHT, bought ? sign : 0);
        sink.count(CellCount.PROVISIONAL, settled ? 0 : sign);
        sink.count(CellCount.SINGLE_VIEW, views == 1 ? sign : 0);
        sink.count(CellCount.BOUNCED, views == 1 && engagedMs < BOUNCE_MS && !bought ? sign : 0);
        sink.count(CellCount.NOT_ENGAGED, views < 2 && timeMs.orElse(0L) <= BOUNCE_MS && !bought ? sign : 0);
        sink.time(CellTime.SPENT, TimeBin.of(as.engagedMs()), sign);
        sink.time(CellTime.OPEN, TimeBin.of(as.openMs()), sign);
        knownMs.ifPresent(ms -> sink.time(CellTime.KNOWN, TimeBin.of(ms), sign));
    }
}
