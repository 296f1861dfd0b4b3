package io.lastseen.session.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waits_grow_from_a_second_to_six_hours_and_half_of_each_is_chance() {
        List<Duration> shortest = IntStream.rangeClosed(1, 12).mapToObj(n -> Backoff.after(n, () -> 0L)).toList();

        assertThat(shortest.get(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(shortest.get(3)).isEqualTo(Duration.ofMillis(13_500));
        assertThat(shortest.get(11)).isEqualTo(Duration.ofHours(3));
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Backoff.after(12, random)).isBetween(Duration.ofHours(3), Duration.ofHours(6));
            assertThat(Backoff.after(1, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }

    @Test
    void a_very_late_attempt_does_not_overflow() {
        assertThat(Backoff.after(10_000, new Random(1))).isLessThanOrEqualTo(Duration.ofHours(6));
    }
}
