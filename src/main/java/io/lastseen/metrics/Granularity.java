package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** How long a point of a series is: a calendar's hour, day, week (from Monday, ISO 8601) or month in a zone. */
enum Granularity {
    HOUR(time -> time.truncatedTo(ChronoUnit.HOURS), time -> time.plusHours(1)),
    DAY(Granularity::day, time -> time.plusDays(1)),
    WEEK(time -> day(time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))), time -> time.plusWeeks(1)),
    MONTH(time -> day(time.withDayOfMonth(1)), time -> time.plusMonths(1));

    private static final int MOST_POINTS = 1_000;

    private final UnaryOperator<ZonedDateTime> floor;
    private final UnaryOperator<ZonedDateTime> next;

    Granularity(UnaryOperator<ZonedDateTime> floor, UnaryOperator<ZonedDateTime> next) {
        this.floor = floor;
        this.next = next;
    }

    /** @throws io.lastseen.problem.ProblemException 400 */
    static Granularity read(String text) {
        return Arrays.stream(values())
                .filter(granularity -> granularity.text().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("is hour, day, week or month, not '" + text + "'"));
    }

    /** As the API names it. */
    String text() {
        return name().toLowerCase();
    }

    /**
     * The beginnings of all points that a period touches; the first may lie before it.
     *
     * @throws io.lastseen.problem.ProblemException 400 where they are more than a picture can show
     */
    List<Instant> points(Period period, ZoneId zone) {
        List<Instant> points = new ArrayList<>();
        ZonedDateTime at = floor.apply(period.from().atZone(zone));
        while (at.toInstant().isBefore(period.to())) {
            if (points.size() == MOST_POINTS) {
                throw wrong("makes more than " + MOST_POINTS + " points of this period; take a longer one");
            }
            points.add(at.toInstant());
            at = after(at);
        }
        return points;
    }

    /** Where clocks go back by half an hour, a step leads back into the hour it began in: that hour has ninety minutes. */
    private ZonedDateTime after(ZonedDateTime at) {
        ZonedDateTime step = next.apply(at);
        while (!floor.apply(step).isAfter(at)) {
            step = next.apply(step);
        }
        return floor.apply(step);
    }

    /** The first moment of a day: the earlier midnight of two, and no midnight at all where clocks go forward then. */
    private static ZonedDateTime day(ZonedDateTime time) {
        return time.toLocalDate().atStartOfDay(time.getZone());
    }

    private static RuntimeException wrong(String detail) {
        return Problem.ofFields(List.of(new FieldError("granularity", detail))).asException();
    }
}
