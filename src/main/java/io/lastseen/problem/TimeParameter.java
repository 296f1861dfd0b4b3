package io.lastseen.problem;

import io.lastseen.problem.Problem.FieldError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** An instant as it is written in an address: ISO 8601 with a zone, from 1970 to 9999, which is what is stored. */
public final class TimeParameter {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeParameter() {}

    /** @throws ProblemException 400 that names the parameter and says what to write */
    public static Instant read(String name, String text) {
        try {
            // A '+' of an offset that nobody escaped arrives as a space.
            Instant instant = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (!isKept(instant)) {
                throw wrong(name, "is out of range; write a time from 1970 to 9999");
            }
            return instant;
        } catch (DateTimeParseException notTime) {
            throw wrong(name, "'" + text + "' is not a time; write one such as 2026-05-01T00:00:00Z");
        }
    }

    /** Both of a period. @throws ProblemException 400 where it is none */
    public static void inOrder(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw wrong("from", "is not before to");
        }
    }

    /** Whether it is in the range in which all stored instants are. */
    public static boolean isKept(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    private static RuntimeException wrong(String name, String detail) {
        return Problem.ofFields(List.of(new FieldError(name, detail))).asException();
    }
}
