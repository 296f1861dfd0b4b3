package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisitorWalkTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final int WEEK = 7;

    @ParameterizedTest
    @EnumSource(FunnelMode.class)
    void steps_may_lie_in_several_sessions_up_to_the_last_instant_of_the_days(FunnelMode mode) {
        Instant end = NOON.plus(Duration.ofDays(WEEK));
        assertThat(reached(mode, view(0, "a", NOON), view(1, "b", end))).isEqualTo(List.of(0L, Duration.ofDays(WEEK).toMillis()));
        assertThat(reached(mode, view(0, "a", NOON), view(1, "b", end.plusNanos(1_000)))).isEqualTo(List.of(0L));
    }

    @ParameterizedTest
    @EnumSource(FunnelMode.class)
    void nobody_enters_by_a_first_step_that_is_not_counted(FunnelMode mode) {
        VisitorHit earlier = new VisitorHit(0, NOON, true, session("a"), 0, "", false);
        assertThat(walk(mode, earlier, view(1, "a", day(1))).attempt()).isEmpty();
        assertThat(walk(mode, view(1, "a", day(1))).attempt()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FunnelMode.class)
    void of_several_first_steps_the_one_counts_that_led_furthest(FunnelMode mode) {
        VisitorAttempt attempt = walk(mode, view(0, "a", NOON), view(0, "b", day(10)), view(1, "c", day(12))).attempt().orElseThrow();
        assertThat(ids(attempt.reached())).containsExactly("b", "c");
        assertThat(attempt.last().session().id()).isEqualTo("c");
    }

    @Test
    void of_first_steps_that_led_as_far_the_earliest_counts() {
        assertThat(reached(FunnelMode.SEQUENTIAL, view(0, "a", NOON), view(0, "b", day(1)), view(1, "b", day(2))))
                .isEqualTo(List.of(0L, Duration.ofDays(2).toMillis()));
    }

    @Test
    void the_days_are_from_the_first_step_not_from_the_one_before() {
        assertThat(reached(FunnelMode.SEQUENTIAL, view(0, "a", NOON), view(1, "b", day(5)), view(2, "c", day(9)))).hasSize(2);
    }

    @Test
    void one_view_is_never_two_steps_in_order_but_may_be_in_any() {
        VisitorHit first = view(0, "a", NOON);
        VisitorHit same = new VisitorHit(1, NOON, true, first.session(), first.n(), "", false);
        assertThat(reached(FunnelMode.SEQUENTIAL, first, same)).hasSize(1);
        assertThat(reached(FunnelMode.STRICT, first, same)).hasSize(1);
        assertThat(reached(FunnelMode.ANY, first, same)).isEqualTo(List.of(0L, 0L));
    }

    @Test
    void a_strict_funnel_goes_on_with_the_first_page_of_the_next_session_and_with_no_other() {
        assertThat(reached(FunnelMode.STRICT, view(0, "a", NOON), view(1, "b", day(1)))).hasSize(2);
        assertThat(reached(FunnelMode.STRICT, view(0, "a", NOON), shown("b", day(1)), view(1, "b", day(2)))).hasSize(1);
        assertThat(reached(FunnelMode.STRICT, view(0, "a", NOON), click(1, "a", NOON.plusSeconds(1)), view(2, "b", day(1)))).hasSize(3);
        assertThat(reached(FunnelMode.STRICT, view(0, "a", NOON), shown("a", day(1)), click(1, "a", day(1).plusSeconds(1)))).hasSize(1);
    }

    @Test
    void in_any_order_all_lies_within_the_days_whichever_came_first() {
        assertThat(reached(FunnelMode.ANY, view(1, "a", day(0)), view(0, "b", day(6)), view(2, "c", day(7))))
                .isEqualTo(List.of(0L, 0L, Duration.ofDays(1).toMillis()));
        assertThat(reached(FunnelMode.ANY, view(1, "a", day(0)), view(0, "b", day(6)), view(2, "c", day(8)))).hasSize(2);
        assertThat(reached(FunnelMode.ANY, view(1, "a", day(0)), view(1, "b", day(5)), view(0, "b", day(6)), view(2, "c", day(8)))).hasSize(3);
        assertThat(reached(FunnelMode.ANY, view(1, "a", day(0)), view(0, "b", day(8)))).hasSize(1);
    }

    @Test
    void who_stopped_is_counted_for_the_session_in_which_they_last_did_the_furthest_step() {
        assertThat(last(FunnelMode.SEQUENTIAL, view(0, "a", NOON), view(1, "a", day(1)), view(0, "b", day(2)), view(1, "c", day(3)), view(1, "d", day(8))))
                .isEqualTo("c");
        assertThat(last(FunnelMode.STRICT, view(0, "a", NOON), view(1, "a", day(1)), view(0, "b", day(2)), view(1, "c", day(3)), shown("d", day(4)), view(1, "d", day(5))))
                .isEqualTo("c");
        assertThat(last(FunnelMode.STRICT, view(0, "a", NOON), view(0, "b", day(3)), view(0, "c", day(8)))).isEqualTo("b");
        assertThat(last(FunnelMode.ANY, view(1, "a", NOON), view(0, "b", day(1)))).isEqualTo("b");
    }

    @Test
    void one_visitor_may_be_in_several_groups_each_by_the_first_steps_done_there() {
        Map<String, VisitorAttempt> attempts = walk(FunnelMode.SEQUENTIAL, view(0, "a", NOON), view(0, "b", day(3)), view(1, "c", day(8)))
                .attempts(first -> first.session().id());
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get("a").furthest()).isZero();
        assertThat(attempts.get("b").furthest()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(FunnelMode.class)
    void who_did_the_same_a_hundred_thousand_times_is_followed_while_one_waits(FunnelMode mode) {
        List<VisitorHit> hits = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            hits.add(click(i % 3, "a", NOON.plusSeconds(i)));
        }
        Instant begun = Instant.now();
        assertThat(new VisitorWalk(funnel(mode), hits).attempt().orElseThrow().furthest()).isEqualTo(2);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private static Instant day(int day) {
        return NOON.plus(Duration.ofDays(day));
    }

    private static List<Long> reached(FunnelMode mode, VisitorHit... hits) {
        return walk(mode, hits).attempt().orElseThrow().stopped(funnel(mode)).reach().ms();
    }

    private static String last(FunnelMode mode, VisitorHit... hits) {
        return walk(mode, hits).attempt().orElseThrow().last().session().id();
    }

    private static List<String> ids(List<VisitorHit> hits) {
        return hits.stream().map(hit -> hit.session().id()).toList();
    }

    private static VisitorWalk walk(FunnelMode mode, VisitorHit... hits) {
        return new VisitorWalk(funnel(mode), Arrays.asList(hits));
    }

    private static Funnel funnel(FunnelMode mode) {
        FunnelStep any = new FunnelStep("step", StepKind.PATH, "/*");
        return new Funnel("f", "site", "F", List.of(any, any, any), mode, WEEK, false, NOON);
    }

    private static VisitorHit view(int step, String session, Instant at) {
        return new VisitorHit(step, at, true, session(session), at.getEpochSecond(), "", step == 0);
    }

    private static VisitorHit shown(String session, Instant at) {
        return view(VisitorHit.NO_STEP, session, at);
    }

    private static VisitorHit click(int step, String session, Instant at) {
        return new VisitorHit(step, at, false, session(session), at.getEpochSecond(), "document", step == 0);
    }

    private static VisitorSession session(String id) {
        return new VisitorSession(id, NOON, Optional.empty(), "open", null);
    }
}
