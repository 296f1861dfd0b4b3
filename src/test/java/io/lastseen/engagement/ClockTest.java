package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockTest {
    private final List<Evidence> evidence = new ArrayList<>();

    /** Something that happened at {@code seconds} while the client's clock was off by {@code skew}. */
    private ClockTest says(long n, double seconds, Duration skew, double delay, boolean live, String kind, Map<String, Object> body) {
        Instant at = at(seconds).plus(skew);
        evidence.add(new Evidence("v1", "t1", "d1", n, at, at(seconds + delay), live, Signals.read(kind, body).orElseThrow()));
        return this;
    }

    private Judgement judged(double seconds) {
        List<Judgement> judgements = Engagement.judge(evidence, List.of(), Timings.defaults(), at(seconds));
        assertThat(judgements).hasSize(1);
        return judgements.get(0);
    }

    private static final Map<String, Object> VISIBLE = Map.of("vis", "visible");
    private static final Map<String, Object> CLOSE = Map.of("persisted", false, "swap", "none");

    @Test
    void a_clock_seven_minutes_ahead_does_not_move_the_end() {
        Duration skew = Duration.ofMinutes(7);
        says(1, 0, skew, 0.1, true, "load", VISIBLE).says(2, 50, skew, 3, true, "input", Map.of()).says(3, 60, skew, 0.1, true, "pagehide", CLOSE);
        assertThat(judged(70).verdict().orElseThrow().endedAt()).isEqualTo(at(60.1));
        assertThat(judged(70).documents().get(0).clock().offset()).isEqualTo(Duration.ofMinutes(-7).plusMillis(100));
    }

    @Test
    void a_clock_that_is_set_in_mid_visit_is_followed_in_both_directions() {
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofMinutes(-10))) {
            evidence.clear();
            says(1, 0, Duration.ZERO, 0.1, true, "load", VISIBLE).says(2, 50, Duration.ZERO, 0.1, true, "hb", VISIBLE)
                .says(3, 60, jump, 0.1, true, "hb", VISIBLE).says(4, 70, jump, 2, true, "input", Map.of()).says(5, 80, jump, 0.1, true, "pagehide", CLOSE);
            assertThat(judged(90).verdict().orElseThrow().endedAt()).isEqualTo(at(80.1));
        }
    }

    @Test
    void data_kept_over_a_time_offline_never_moves_the_clock() {
        says(1, 0, Duration.ZERO, 0.1, true, "load", VISIBLE).says(2, 100, Duration.ZERO, 180, false, "input", Map.of())
            .says(3, 280, Duration.ZERO, 0.1, true, "hb", VISIBLE).says(4, 290, Duration.ZERO, 0.1, true, "pagehide", CLOSE);
        assertThat(judged(300).verdict().orElseThrow().endedAt()).isEqualTo(at(290.1));
    }

    @Test
    void late_data_that_was_not_marked_as_kept_does_not_move_the_clock_for_what_follows() {
        says(1, 0, Duration.ZERO, 0.1, true, "load", VISIBLE).says(2, 100, Duration.ZERO, 180, true, "input", Map.of())
            .says(3, 280, Duration.ZERO, 0.1, true, "hb", VISIBLE).says(4, 290, Duration.ZERO, 0.1, true, "pagehide", CLOSE);
        assertThat(judged(300).verdict().orElseThrow().endedAt()).isEqualTo(at(290.1));
        assertThat(judged(300).documents().get(0).clock().serverTime(4, at(290))).isEqualTo(at(290.1));
    }

    @Test
    void nothing_happened_after_it_was_received() {
        says(1, 0, Duration.ZERO, 0.1, true, "load", VISIBLE).says(2, 10, Duration.ofMinutes(2), 0.1, false, "input", Map.of());
        assertThat(judged(11).verdict()).isEmpty();
        assertThat(judged(2000).verdict().orElseThrow().endedAt()).isEqualTo(at(10.1));
    }

    @Test
    void a_document_that_was_never_live_takes_the_clock_of_its_neighbours() {
        Duration skew = Duration.ofMinutes(7);
        says(1, 0, skew, 0.1, true, "load", VISIBLE).says(2, 60, skew, 0.1, true, "hb", VISIBLE);
        Instant at = at(100).plus(skew);
        evidence.add(new Evidence("v1", "t1", "d2", 1, at, at(4000), false, Signals.read("load", VISIBLE).orElseThrow()));
        assertThat(judged(4001).verdict().orElseThrow().endedAt()).isBefore(at(400));
    }
}
