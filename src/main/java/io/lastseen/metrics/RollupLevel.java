package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long the stretches of UTC are that rollups sum up. Quarters begin with the quarters of every zone there is. */
enum RollupLevel {
    QUARTER("q", Duration.ofMinutes(15)),
    HOUR("h", Duration.ofHours(1)),
    DAY("d", Duration.ofDays(1));

    private static final List<RollupLevel> OF_ENDS = List.of(QUARTER, HOUR, DAY);
    static final List<RollupLevel> OF_OTHERS = List.of(QUARTER, DAY);

    private final String text;
    private final long seconds;

    RollupLevel(String text, Duration length) {
        this.text = text;
        this.seconds = length.toSeconds();
    }

    /** Curves are drawn of end reasons alone: nothing else needs hours. */
    static List<RollupLevel> of(BreakdownBy by) {
        return by == BreakdownBy.REASON ? OF_ENDS : OF_OTHERS;
    }

    String text() {
        return text;
    }

    Instant floor(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /**
     * Where the first of them begins that a period is made of: before the period where what is then taken off is a third of one at most.
     * Taking off is dearer than adding: whose sessions are taken off has to be remembered.
     */
    Instant first(Instant from) {
        Instant before = floor(from);
        return isThird(before, from) ? before : ceiling(from);
    }

    /** Where the last of them ends, likewise. */
    Instant last(Instant to) {
        Instant after = ceiling(to);
        return isThird(to, after) ? after : floor(to);
    }

    private boolean isThird(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() * 3 <= seconds;
    }

    Instant ceiling(Instant at) {
        Instant floor = floor(at);
        return floor.equals(at) ? at : floor.plusSeconds(seconds);
    }
}
