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
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

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
    void an_hour_in_which_clocks_go_back_by_half_of_it_has_ninety_minutes() {
        assertThat(Granularity.HOUR.points(period("2026-04-04T14:00:00Z", "2026-04-04T17:00:00Z"), LORD_HOWE))
                .containsExactly(
                        Instant.parse("2026-04-04T14:00:00Z"),
                        Instant.parse("2026-04-04T15:30:00Z"),
                        Instant.parse("2026-04-04T16:30:00Z"));
    }

    @Test
    void an_hour_in_which_clocks_go_forward_by_half_of_it_has_thirty_minutes() {
        assertThat(Granularity.HOUR.points(period("2026-10-03T14:30:00Z", "2026-10-03T17:00:00Z"), LORD_HOWE))
                .containsExactly(
                        Instant.parse("2026-10-03T14:30:00Z"),
                        Instant.parse("2026-10-03T15:30:00Z"),
                        Instant.parse("2026-10-03T16:00:00Z"));
    }

    @Test
    void a_day_begins_where_it_does_when_clocks_go_forward_or_back_at_midnight() {
        assertThat(Granularity.DAY.points(period("2026-09-05T12:00:00Z", "2026-09-07T12:00:00Z"), ZoneId.of("America/Santiago")))
                .containsExactly(
                        Instant.parse("2026-09-05T04:00:00Z"),
                        Instant.parse("2026-09-06T04:00:00Z"),
                        Instant.parse("2026-09-07T03:00:00Z"));
        assertThat(Granularity.DAY.points(period("2026-11-01T18:00:00Z", "2026-11-02T06:00:00Z"), ZoneId.of("America/Havana")))
                .containsExactly(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-02T05:00:00Z"));
    }

    @Test
    void a_day_that_a_calendar_left_out_is_no_point() {
        assertThat(Granularity.DAY.points(period("2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z"), ZoneId.of("Pacific/Apia")))
                .containsExactly(Instant.parse("2011-12-29T10:00:00Z"), Instant.parse("2011-12-30T10:00:00Z"));
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

    @Test
    void a_running_day_is_held_against_as_much_of_earlier_days_though_a_clock_change_lies_between() {
        Period threeDays = period("2026-10-23T22:00:00Z", "2026-10-26T09:30:00Z");

        assertThat(threeDays.before(BERLIN)).isEqualTo(period("2026-10-20T22:00:00Z", "2026-10-23T08:30:00Z"));
    }

    @Test
    void the_days_before_those_of_a_month_are_as_many_as_it_has() {
        Period october = period("2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z");

        assertThat(october.before(BERLIN)).isEqualTo(period("2026-08-30T22:00:00Z", "2026-09-30T22:00:00Z"));
    }

    @Test
    void the_day_before_one_without_a_midnight_ends_where_it_begins() {
        Period withoutMidnight = period("2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z");

        assertThat(withoutMidnight.before(ZoneId.of("America/Santiago"))).isEqualTo(period("2026-09-05T04:00:00Z", "2026-09-06T04:00:00Z"));
    }

    @Test
    void hours_up_to_now_are_held_against_as_many_hours_up_to_the_same_minute() {
        assertThat(period("2026-05-06T10:00:00Z", "2026-05-07T09:20:00Z").before(BERLIN))
                .isEqualTo(period("2026-05-05T10:00:00Z", "2026-05-06T09:20:00Z"));
    }

    @Test
    void what_begins_with_neither_day_nor_hour_is_held_against_what_lies_just_before() {
        assertThat(period("2026-05-06T10:10:00Z", "2026-05-06T11:20:00Z").before(BERLIN))
                .isEqualTo(period("2026-05-06T09:00:00Z", "2026-05-06T10:10:00Z"));
    }

    private static Period period(String from, String to) {
        return new Period(Instant.parse(from), Instant.parse(to));
    }
}
