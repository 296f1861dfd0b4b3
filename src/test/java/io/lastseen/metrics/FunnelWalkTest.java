package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.metrics.FunnelWalk.Hit;
import io.lastseen.metrics.FunnelWalk.Reach;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelWalkTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void a_session_that_did_not_do_the_first_step_is_not_in_the_funnel() {
        for (FunnelMode mode : FunnelMode.values()) {
            assertThat(FunnelWalk.walk(mode, List.of(view(1, 1)))).isEmpty();
        }
    }

    @Test
    void steps_in_order_may_have_anything_between_them_and_count_where_they_come_first() {
        assertThat(FunnelWalk.walk(FunnelMode.SEQUENTIAL, List.of(view(1, 1), view(0, 2), view(0, 3), view(1, 5), view(1, 6))))
                .contains(new Reach(List.of(0L, 3_000L), NOON.plusSeconds(5)));
    }

    @Test
    void one_view_is_never_two_steps() {
        Hit both = view(1, 1);
        assertThat(FunnelWalk.walk(FunnelMode.SEQUENTIAL, List.of(view(0, 1), both)))
                .contains(new Reach(List.of(0L), NOON.plusSeconds(1)));
    }

    @Test
    void a_strict_funnel_takes_no_other_page_between_and_of_two_ways_the_one_that_began_last() {
        assertThat(FunnelWalk.walk(FunnelMode.STRICT, List.of(view(0, 1), view(1, 3))))
                .contains(new Reach(List.of(0L), NOON.plusSeconds(1)));
        assertThat(FunnelWalk.walk(FunnelMode.STRICT, List.of(view(0, 1), view(0, 4), click(0, 5, 4), view(1, 6, 5))))
                .contains(new Reach(List.of(0L, 1_000L), NOON.plusSeconds(6)));
    }

    @Test
    void in_any_order_a_step_is_reached_when_it_and_all_before_it_were_done() {
        assertThat(FunnelWalk.walk(FunnelMode.ANY, List.of(view(2, 1), view(1, 2), view(0, 3))))
                .contains(new Reach(List.of(0L, 0L, 0L), NOON.plusSeconds(3)));
        assertThat(FunnelWalk.walk(FunnelMode.ANY, List.of(view(2, 1), view(0, 3))))
                .contains(new Reach(List.of(0L), NOON.plusSeconds(3)));
    }

    /** The pages are shown one a second. */
    private static Hit view(int step, int second) {
        return view(step, second, second);
    }

    private static Hit view(int step, int second, int page) {
        return new Hit(step, NOON.plusSeconds(second), second, true, page);
    }

    private static Hit click(int step, int second, int page) {
        return new Hit(step, NOON.plusSeconds(second), second, false, page);
    }
}
