package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final Instant DAY = Instant.parse("2026-06-10T00:00:00Z");
    private static final List<RollupLevel> ALL = List.of(RollupLevel.QUARTER, RollupLevel.HOUR, RollupLevel.DAY);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void a_day_of_berlin_s_summer_is_one_of_utc_and_the_two_hours_by_which_they_differ() {
        assertThat(Stretch.cover(0, at(-2), at(22), ALL))
                .containsExactlyInAnyOrder(
                        new Stretch(0, 1, RollupLevel.DAY, at(0), at(24)),
                        new Stretch(0, 1, RollupLevel.HOUR, at(-2), at(0)),
                        new Stretch(0, -1, RollupLevel.HOUR, at(22), at(24)));
    }

    @Test
    void half_a_day_too_much_is_not_taken_off() {
        assertThat(Stretch.cover(0, at(0), at(36), ALL))
                .containsExactlyInAnyOrder(
                        new Stretch(0, 1, RollupLevel.DAY, at(0), at(24)), new Stretch(0, 1, RollupLevel.HOUR, at(24), at(36)));
    }

    @Test
    void a_morning_is_its_hours() {
        assertThat(Stretch.cover(0, at(8), at(12), ALL)).containsExactly(new Stretch(0, 1, RollupLevel.HOUR, at(8), at(12)));
    }

    @Test
    void whatever_whole_quarters_a_period_has_are_covered_once_and_nothing_else_is() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            Instant from = DAY.plusSeconds(random.nextLong(3 * 86_400));
            Instant to = from.plusSeconds(random.nextLong(random.nextBoolean() ? 4 * 86_400 : 7_200));
            List<RollupLevel> levels = random.nextBoolean() ? ALL : List.of(RollupLevel.QUARTER, RollupLevel.DAY);

            NavigableMap<Instant, Integer> covered = new TreeMap<>();
            for (Stretch one : Stretch.cover(0, from, to, levels)) {
                assertThat(one.from()).isEqualTo(one.level().floor(one.from()));
                assertThat(one.to()).isEqualTo(one.level().floor(one.to())).isAfter(one.from());
                for (Instant quarter = one.from(); quarter.isBefore(one.to()); quarter = quarter.plus(QUARTER)) {
                    covered.merge(quarter, one.sign(), Integer::sum);
                }
            }

            covered.values().removeIf(times -> times == 0);
            NavigableMap<Instant, Integer> wanted = new TreeMap<>();
            for (Instant quarter = RollupLevel.QUARTER.ceiling(from);
                    !quarter.plus(QUARTER).isAfter(to);
                    quarter = quarter.plus(QUARTER)) {
                wanted.put(quarter, 1);
            }
            assertThat(covered).as("%s to %s by %s", from, to, levels).isEqualTo(wanted);
        }
    }

    private static Instant at(int hour) {
        return DAY.plus(Duration.ofHours(hour));
    }
}
