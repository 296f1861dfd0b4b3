package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastseen.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GranularityTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_day_on_which_the_clocks_go_forward_has_twenty_three_hours() {
        List<Instant> hours = Granularity.HOUR.points(period("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), BERLIN);

        assertThat(hours).hasSize(23).startsWith(Instant.parse("2026-03-28T23:00:00Z"));
    }

    @Test
    void a_day_on_which_the_clocks_go_back_has_twenty_five_hours() {
        assertThat(Granularity.HOUR.points(period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), BERLIN)).hasSize(25);
    }

    @Test
    void days_begin_at_midnight_of_the_zone_on_both_sides_of_a_clock_change() {
        assertThat(Granularity.DAY.points(period("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"), BERLIN))
                .containsExactly(
                        Instant.parse("2026-03-27T23:00:00Z"),
                        Instant.parse("2026-03-28T23:00:00Z"),
                        Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void weeks_begin_on_mondays() {
        assertThat(Granularity.WEEK.points(period("2026-05-06T00:00:00Z", "2026-05-12T00:00:00Z"), ZoneId.of("UTC")))
                .containsExactly(Instant.parse("2026-05-04T00:00:00Z"), Instant.parse("2026-05-11T00:00:00Z"));
    }

    @Test
    void more_points_than_a_picture_can_show_are_refused() {
        Period years = period("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> Granularity.HOUR.points(years, BERLIN))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("take a longer one");
    }

    @Test
    void the_period_before_has_as_many_days_though_one_was_an_hour_shorter() {
        Period week = period("2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z");

        Period before = week.before(BERLIN);

        assertThat(before).isEqualTo(period("2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertThat(Duration.between(before.from(), before.to())).isEqualTo(Duration.ofHours(7 * 24 - 1));
    }

    private static Period period(String from, String to) {
        return new Period(Instant.parse(from), Instant.parse(to));
    }
}
