package io.lastseen.metrics;

import io.lastseen.problem.TimeParameter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Which sessions are meant: those that started at or after {@code from} and before {@code to}. */
record Period(Instant from, Instant to) {
    private static final Duration DEFAULT = Duration.ofDays(30);

    /**
     * @param from ISO 8601 with a zone; empty: 30 days before {@code to}
     * @param to likewise; empty: now
     * @throws io.lastseen.problem.ProblemException 400 where one cannot be read or they are in the wrong order
     */
    static Period read(Optional<String> from, Optional<String> to, Clock clock) {
        Instant end = to.map(text -> TimeParameter.read("to", text)).orElse(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Instant start = from.map(text -> TimeParameter.read("from", text)).orElse(end.minus(DEFAULT));
        TimeParameter.inOrder(start, end);
        return new Period(start, end);
    }

    /** The period just before, with as many days in the zone, and hours beyond them. */
    Period before(ZoneId zone) {
        ZonedDateTime start = from.atZone(zone);
        long days = ChronoUnit.DAYS.between(start, to.atZone(zone));
        Duration rest = Duration.between(start.plusDays(days), to.atZone(zone));
        return new Period(start.minusDays(days).minus(rest).toInstant(), from);
    }

    OffsetDateTime fromUtc() {
        return from.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime toUtc() {
        return to.atOffset(ZoneOffset.UTC);
    }
}
