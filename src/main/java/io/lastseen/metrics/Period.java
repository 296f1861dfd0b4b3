package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Which sessions are meant: those that started at or after {@code from} and before {@code to}. */
record Period(Instant from, Instant to) {
    private static final Duration DEFAULT = Duration.ofDays(30);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * @param from ISO 8601 with a zone; empty: 30 days before {@code to}
     * @param to likewise; empty: now
     * @throws io.lastseen.problem.ProblemException 400 where one cannot be read or they are in the wrong order
     */
    static Period read(Optional<String> from, Optional<String> to, Clock clock) {
        Instant end = to.map(text -> instant("to", text)).orElse(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Instant start = from.map(text -> instant("from", text)).orElse(end.minus(DEFAULT));
        if (!start.isBefore(end)) {
            throw wrong("from", "is not before to");
        }
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

    private static Instant instant(String field, String text) {
        try {
            // A '+' of an offset that nobody escaped arrives as a space.
            Instant instant = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw wrong(field, "is out of range; write a time from 1970 to 9999");
            }
            return instant;
        } catch (DateTimeParseException notATime) {
            throw wrong(field, "'" + text + "' is not a time; write one such as 2026-05-01T00:00:00Z");
        }
    }

    private static RuntimeException wrong(String field, String detail) {
        return Problem.ofFields(List.of(new FieldError(field, detail))).asException();
    }
}
