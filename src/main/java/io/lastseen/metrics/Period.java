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

    /**
     * The period this one is compared with. Where it begins with a day of the zone, that is as many days before it, up to the time of day at
     * which it ends: a running day is held against as much of an earlier one. Where it begins with an hour and is shorter than a day, it is as
     * many hours likewise. Any other is compared with what lies just before, with as many days, and hours beyond them.
     */
    Period before(ZoneId zone) {
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        if (isMidnight(start)) {
            long days = ChronoUnit.DAYS.between(start.toLocalDate(), to.minusNanos(1).atZone(zone).toLocalDate()) + 1;
            Instant last = isMidnight(end) ? from : earlier(from, end.minusDays(days).toInstant());
            return new Period(start.toLocalDate().minusDays(days).atStartOfDay(zone).toInstant(), last);
        }
        long days = ChronoUnit.DAYS.between(start, end);
        if (days == 0 && start.equals(start.truncatedTo(ChronoUnit.HOURS))) {
            Duration hours = Duration.ofHours(Duration.between(from, to).minusNanos(1).toHours() + 1);
            return new Period(from.minus(hours), to.minus(hours));
        }
        Duration rest = Duration.between(start.plusDays(days), end);
        return new Period(start.minusDays(days).minus(rest).toInstant(), from);
    }

    /** Or the first moment of a day, where clocks go forward at midnight. */
    private static boolean isMidnight(ZonedDateTime time) {
        return time.toInstant().equals(time.toLocalDate().atStartOfDay(time.getZone()).toInstant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    OffsetDateTime fromUtc() {
        return from.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime toUtc() {
        return to.atOffset(ZoneOffset.UTC);
    }
}
