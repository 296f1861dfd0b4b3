package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 100, "a1");

    @Test
    void a_cut_connection_without_a_goodbye_is_a_close_when_nobody_reconnects_within_twelve_seconds() {
        visit.dropped(110, "a1", "fin");
        assertThat(visit.only(121).verdict()).isEmpty();
        Verdict verdict = visit.only(122).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.confidence()).isEqualTo(0.80);
        assertThat(verdict.endedAt()).isEqualTo(at(110));
    }

    @Test
    void a_proxy_that_cuts_every_minute_ends_nobody_and_proves_nobody() {
        for (int minute = 2; minute <= 40; minute++) {
            visit.dropped(minute * 60, "a1", "fin").opened(minute * 60 + 1.5, "a1");
        }
        assertThat(visit.only(600).verdict()).isEmpty();
        assertThat(visit.only(605).state()).isInstanceOf(SessionState.Quiet.class);
        Verdict verdict = visit.only(2410).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.IDLE);
        assertThat(verdict.endedAt()).isEqualTo(at(85.08));
    }

    @Test
    void a_browser_that_is_shut_down_after_nobody_was_there_any_more_brings_nobody_back() {
        for (int beat = 105; beat <= 2_095; beat += 15) {
            visit.says(beat, "a1", "hb", "vis", "visible", "focus", true);
        }
        Verdict idle = visit.only(2_000).verdict().orElseThrow();
        assertThat(idle.reason()).isEqualTo(Reason.IDLE);
        visit.dropped(2_100, "a1", "fin");
        stays(idle, 2_100, 2_105, 2_111, 2_113, 3_000);
    }

    @Test
    void nor_does_one_that_is_shut_down_after_its_tabs_were_parked() {
        visit.load(101, "b1").says(104, "b1", "vis", "state", "hidden").says(105, "a1", "vis", "state", "hidden");
        Verdict parked = visit.only(1_200).verdict().orElseThrow();
        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        visit.dropped(1_300, "a1", "fin").dropped(1_301, "b1", "fin");
        stays(parked, 1_300, 1_302, 1_312, 1_314, 2_000);
    }

    private void stays(Verdict verdict, int... later) {
        for (int second : later) {
            Verdict now = visit.only(second).verdict().orElseThrow();
            assertThat(now.reason()).as("at %d s", second).isEqualTo(verdict.reason());
            assertThat(now.endedAt()).as("at %d s", second).isEqualTo(verdict.endedAt());
        }
    }

    @Test
    void a_crash_report_turns_a_close_into_a_crash() {
        visit.dropped(110, "a1", "fin").says(170, "a1", "crash", "document", "a1", "reason", "oom");
        assertThat(visit.only(160).verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
        Verdict verdict = visit.only(171).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CRASHED);
        assertThat(verdict.detail()).contains("oom");
        assertThat(verdict.endedAt()).isEqualTo(at(110));
    }

    @Test
    void what_the_next_visit_says_of_a_page_without_goodbye_turns_its_close_into_a_crash_also_when_that_was_final() {
        visit.dropped(110, "a1", "fin");
        Judgement before = visit.only(800);
        assertThat(before.verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
        visit.load(900, "b1").reads(902, 930, "b1").says(904, "b1", "crash", "document", "a1");
        assertThat(visit.judged(940)).extracting(judgement -> judgement.verdict().map(Verdict::reason))
            .containsExactly(Optional.of(Reason.CRASHED), Optional.empty());
        SettledSession settled = before.settle();
        assertThat(visit.judged(940, List.of(settled))).extracting(judgement -> judgement.verdict().map(Verdict::reason))
            .containsExactly(Optional.of(Reason.CRASHED), Optional.empty());
    }

    @Test
    void a_sleeping_machine_is_not_a_close_and_waking_it_goes_on() {
        visit.dropped(155, "a1", "timeout");
        assertThat(visit.only(300).verdict()).isEmpty();
        assertThat(visit.only(300).state()).isInstanceOf(SessionState.Away.class);
        visit.says(710, "a1", "gap", "ms", 600_000).opened(711, "a1").reads(715, 800, "a1");
        assertThat(visit.only(800).verdict()).isEmpty();
        assertThat(visit.only(800).lanes().get(0).stretches()).extracting(Lane.Stretch::state)
            .containsExactly(Lane.State.ENGAGED, Lane.State.AWAY, Lane.State.QUIET, Lane.State.ENGAGED);
    }

    @Test
    void a_machine_that_never_wakes_is_suspended_since_it_fell_silent() {
        visit.dropped(155, "a1", "timeout");
        Verdict verdict = visit.only(2000).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(verdict.endedAt()).isEqualTo(at(110));
        assertThat(verdict.confidence()).isEqualTo(0.70);
    }

    @Test
    void a_page_that_said_offline_before_it_fell_silent_is_lost() {
        visit.says(108, "a1", "net", "state", "offline").dropped(155, "a1", "timeout");
        assertThat(visit.only(2000).verdict().orElseThrow().reason()).isEqualTo(Reason.LOST);
    }

    @Test
    void where_no_channel_can_be_had_heartbeats_that_stop_are_lost() {
        Witness posting = new Witness().says(0, "a1", "load", "vis", "visible");
        for (int beat = 15; beat <= 540; beat += 15) {
            posting.says(beat, "a1", "hb", "vis", "visible", "focus", true).input(beat, "a1");
        }
        assertThat(posting.only(620).state()).isInstanceOf(SessionState.Away.class);
        Verdict verdict = posting.only(2400).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.LOST);
        assertThat(verdict.endedAt()).isEqualTo(at(540.08));
    }

    @Test
    void our_own_restart_closes_nobodys_tab() {
        visit.dropped(110, "a1", "restart");
        assertThat(visit.only(150).verdict()).isEmpty();
        assertThat(visit.only(150).state()).isInstanceOf(SessionState.Engaged.class);
        assertThat(visit.only(175).state()).isInstanceOf(SessionState.Away.class);
        assertThat(visit.only(2000).verdict().orElseThrow().reason()).isEqualTo(Reason.LOST);
    }

    @Test
    void a_drop_noted_by_a_replica_whose_lease_had_run_out_proves_nothing() {
        visit.own(50, "b1", -2, "chan.open", "r1", 2).own(110, "a1", -3, "chan.drop", "r1", 1, "how", "fin");
        assertThat(visit.judged(150).get(0).verdict()).isEmpty();
    }

    @Test
    void a_dead_replicas_visitors_are_lost_by_the_idle_rule_not_closed() {
        assertThat(visit.only(1800).verdict()).isEmpty();
        assertThat(visit.only(1900).verdict().orElseThrow().reason()).isEqualTo(Reason.LOST);
    }

    @Test
    void the_drop_of_an_older_channel_says_nothing_about_a_page_that_has_a_new_one() {
        visit.opened(60, "a1").own(100, "a1", -3, "chan.drop", "r1", 1, "how", "timeout");
        assertThat(visit.only(150).verdict()).isEmpty();
        assertThat(visit.only(150).state()).isInstanceOf(SessionState.Engaged.class);
    }

    @Test
    void evidence_that_a_page_lives_undoes_its_drop_however_late_it_was_delivered() {
        visit.dropped(110, "a1", "fin").arriving(Duration.ofSeconds(20), true).input(115, "a1");
        assertThat(visit.only(125).verdict()).isPresent();
        assertThat(visit.only(136).verdict()).isEmpty();
    }
}
