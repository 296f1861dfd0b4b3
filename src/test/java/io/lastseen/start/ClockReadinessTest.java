package io.lastseen.start;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClockReadinessTest {

    private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ANSWERED = ASKED.plusMillis(400);

    private static Duration skew(Duration there) {
        return ClockReadiness.skew(ASKED, OffsetDateTime.ofInstant(ASKED.plus(there), ZoneOffset.ofHours(2)), ANSWERED);
    }

    @Test
    void a_time_between_question_and_answer_is_no_skew() {
        assertThat(skew(Duration.ZERO)).isZero();
        assertThat(skew(Duration.ofMillis(400))).isZero();
    }

    @Test
    void a_slow_answer_counts_only_what_cannot_be_explained_by_it() {
        assertThat(skew(Duration.ofMillis(2_401))).isEqualTo(Duration.ofMillis(2_001));
        assertThat(skew(Duration.ofMillis(-2_001))).isEqualTo(Duration.ofMillis(2_001));
    }
}
