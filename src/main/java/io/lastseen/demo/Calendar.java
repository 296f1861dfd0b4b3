package io.lastseen.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** When people come: more in the evening, fewer on Saturdays, and a few more each week. */
final class Calendar {
    static final int DAYS = 30;
    private static final int[] BY_HOUR = {4, 2, 1, 1, 1, 2, 6, 12, 20, 28, 32, 31, 30, 29, 28, 28, 29, 32, 38, 46, 52, 48, 30, 12};
    private static final int MOST = 52;
    private final ZoneId zone;
    private final LocalDate today;

    /** @param now the last of the {@link #DAYS} is that day */
    Calendar(Instant now, ZoneId zone) {
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
    }

    Instant any(RandomGenerator random) {
        while (true) {
            LocalDate day = today.minusDays(random.nextInt(DAYS));
            int hour = random.nextInt(BY_HOUR.length);
            if (random.nextDouble() < busy(day) && random.nextInt(MOST) < BY_HOUR[hour]) {
                return day.atStartOfDay(zone).plusHours(hour).plusSeconds(random.nextInt(3_600)).plusNanos(random.nextInt(1_000) * 1_000_000L).toInstant();
            }
        }
    }

    private double busy(LocalDate day) {
        double age = today.toEpochDay() - day.toEpochDay();
        double week = day.getDayOfWeek() == DayOfWeek.SATURDAY ? 0.6 : day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.85 : 1;
        return week * (1 - 0.35 * age / DAYS);
    }
}
