package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateEvidenceTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 100, "a1");

    private SettledSession settledAt(double seconds) {
        Judgement judgement = visit.judged(seconds).get(0);
        assertThat(judgement.settled()).isTrue();
        return judgement.settle();
    }

    @Test
    void a_goodbye_that_was_kept_for_hours_amends_the_final_session_it_belongs_to() {
        visit.dropped(150, "a1", "timeout");
        SettledSession settled = settledAt(5000);
        visit.arriving(Duration.ofHours(3), false).reads(110, 400, "a1").says(410, "a1", "pagehide", "persisted", false, "swap", "none");
        List<Judgement> judgements = visit.judged(20_000, List.of(settled));
        assertThat(judgements).singleElement().satisfies(amended -> {
            assertThat(amended.id()).isEqualTo("a1");
            assertThat(amended.settled()).isTrue();
            assertThat(amended.verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
            assertThat(amended.verdict().orElseThrow().endedAt()).isEqualTo(at(410.08));
        });
    }

    @Test
    void a_return_after_the_final_end_is_a_new_session_even_when_late_data_fills_the_gap() {
        visit.dropped(150, "a1", "timeout");
        SettledSession settled = settledAt(5000);
        visit.load(4900, "b1").reads(4905, 5000, "b1");
        visit.arriving(Duration.ofHours(1), false).reads(110, 3600, "a1");
        List<Judgement> judgements = visit.judged(9000, List.of(settled));
        assertThat(judgements).extracting(Judgement::id).containsExactly("a1", "b1");
        assertThat(judgements.get(0).verdict().orElseThrow().endedAt()).isAfter(at(3500));
    }

    @Test
    void a_visit_read_offline_to_its_end_stays_one_session_also_beyond_its_final_instant() {
        visit.dropped(150, "a1", "timeout");
        SettledSession settled = settledAt(5000);
        visit.arriving(Duration.ofHours(3), false).reads(110, 6000, "a1");
        List<Judgement> judgements = visit.judged(20_000, List.of(settled));
        assertThat(judgements).singleElement().satisfies(amended -> assertThat(amended.verdict().orElseThrow().endedAt()).isAfter(at(5900)));
        visit.arriving(Duration.ofMillis(80), true).load(20_100, "b1");
        assertThat(visit.judged(20_101, List.of(judgements.get(0).settle()))).extracting(Judgement::id).containsExactly("a1", "b1");
    }

    @Test
    void a_document_nobody_knew_of_joins_the_final_session_in_whose_time_it_was_read() {
        visit.closes(110, "a1");
        SettledSession settled = settledAt(1000);
        visit.arriving(Duration.ofHours(2), false).says(50, "c1", "load", "vis", "visible").says(70, "c1", "pagehide", "persisted", false, "swap", "none");
        assertThat(visit.judged(8000, List.of(settled))).singleElement()
            .satisfies(one -> assertThat(one.documentIds()).containsExactlyInAnyOrder("a1", "c1"));
    }

    @Test
    void final_sessions_are_never_merged_by_what_happened_between_them() {
        visit.closes(110, "a1").load(900, "b1").reads(905, 1000, "b1").closes(1010, "b1");
        List<Judgement> before = visit.judged(5000);
        assertThat(before).hasSize(2).allMatch(Judgement::settled);
        visit.arriving(Duration.ofHours(3), false).reads(120, 880, "c1");
        List<Judgement> after = visit.judged(20_000, before.stream().map(Judgement::settle).toList());
        assertThat(after).extracting(Judgement::id).contains("a1", "b1");
        assertThat(after.stream().filter(one -> one.id().equals("b1")).findFirst().orElseThrow().startedAt()).isEqualTo(before.get(1).startedAt());
    }

    @Test
    void a_final_verdict_does_not_change_while_its_visitor_comes_and_goes() {
        visit.closes(110, "a1");
        Judgement first = visit.judged(1000).get(0);
        visit.load(2000, "a2").reads(2005, 2100, "a2").closes(2110, "a2");
        Judgement again = visit.judged(9000, List.of(first.settle())).get(0);
        assertThat(again.verdict()).isEqualTo(first.verdict());
        assertThat(again.lanes()).isEqualTo(first.lanes());
        assertThat(again.closesAt()).isEqualTo(first.closesAt());
    }

    @Test
    void a_document_that_goes_on_after_a_final_end_opens_a_session_named_after_it() {
        Witness parked = new Witness().load(0, "a1").reads(5, 100, "a1").says(110, "a1", "vis", "state", "hidden");
        SettledSession settled = parked.judged(4000).get(0).settle();
        parked.says(30_000, "a1", "vis", "state", "visible").reads(30_005, 30_100, "a1");
        List<Judgement> judgements = parked.judged(30_101, List.of(settled));
        assertThat(judgements).extracting(Judgement::id).containsExactly("a1", "a1-2");
        assertThat(judgements.get(1).startedAt()).isEqualTo(at(30_000.08));
        assertThat(judgements.get(1).documents().get(0).from()).isEqualTo(at(30_000.08));
    }

    @Test
    void two_final_sessions_that_share_a_page_both_stay_when_more_of_it_comes() {
        visit.closes(110, "a1");
        List<SettledSession> finals = List.of(settledAt(1000));
        // a page from just before, and from within, of which the browser had kept everything
        visit.arriving(Duration.ofHours(1), false).says(-20, "b1", "load", "vis", "visible").says(40, "b1", "input", "kind", "key");
        List<SettledSession> both = visit.judged(4000, finals).stream().map(Judgement::settle).toList();
        assertThat(both).extracting(SettledSession::id).containsExactly("b1", "a1");
        visit.arriving(Duration.ofHours(2), false).says(60, "b1", "input", "kind", "key");
        List<Judgement> later = visit.judged(8000, both);
        assertThat(later).extracting(Judgement::id).containsExactly("b1", "a1");
        assertThat(later.get(0).documentIds()).containsExactly("b1");
        assertThat(later.get(1).documentIds()).containsExactlyInAnyOrder("a1", "b1");
    }

    @Test
    void a_visit_that_nobody_saw_keeps_its_pages_when_it_turns_out_that_somebody_read_another_in_the_middle_of_it() {
        visit.closes(110, "a1").load(2000, "b1", "vis", "hidden").load(2040, "c1", "vis", "hidden").closes(2090, "b1").closes(2095, "c1");
        List<SettledSession> finals = visit.judged(4000).stream().map(Judgement::settle).toList();
        assertThat(finals).extracting(SettledSession::id).containsExactly("a1", "b1");
        visit.arriving(Duration.ofHours(1), false).says(2020, "d1", "load", "vis", "visible").says(2030, "d1", "input", "kind", "key");
        List<Judgement> later = visit.judged(8000, finals);
        assertThat(later).extracting(Judgement::id).containsExactly("a1", "b1", "d1");
        assertThat(later.get(1).verdict().orElseThrow().reason()).isEqualTo(Reason.UNSEEN);
        assertThat(later.get(1).documentIds()).containsExactlyInAnyOrder("b1", "c1");
        assertThat(later.get(2).counted()).isTrue();
    }

    @Test
    void a_session_in_which_somebody_turns_out_to_have_signed_out_keeps_the_pages_it_had() {
        visit.load(110, "a2").reads(115, 200, "a2").closes(210, "a2");
        SettledSession settled = settledAt(1000);
        visit.arriving(Duration.ofHours(1), false).says(105, "a1", "signout");
        assertThat(visit.judged(8000, List.of(settled))).singleElement().satisfies(amended -> {
            assertThat(amended.verdict().orElseThrow().reason()).isEqualTo(Reason.SIGNED_OUT);
            assertThat(amended.documentIds()).containsExactlyInAnyOrder("a1", "a2");
        });
    }

    @Test
    void what_was_final_is_found_again_when_the_clock_of_its_page_is_known_better() {
        visit.closes(110, "a1");
        // so slow a connection that the page seems to have been opened after a return could still go on with the session before
        visit.arriving(Duration.ofSeconds(9), true).says(405, "b1", "load", "vis", "visible").says(420, "b1", "input", "kind", "key")
            .says(430, "b1", "vis", "state", "hidden");
        List<SettledSession> finals = visit.judged(6000).stream().map(Judgement::settle).toList();
        assertThat(finals).extracting(SettledSession::id).containsExactly("a1", "b1");
        assertThat(finals.get(0).closesAt()).isBetween(at(405.1), at(413));
        visit.arriving(Duration.ofMillis(80), true).says(6010, "b1", "hb", "vis", "hidden");
        List<Judgement> later = visit.judged(6011, finals);
        assertThat(later).extracting(Judgement::id).containsExactly("a1", "b1");
        assertThat(later.get(0).documentIds()).containsExactly("a1");
        assertThat(later.get(1).startedAt()).isEqualTo(finals.get(1).startedAt());
    }

    @Test
    void a_final_session_closed_by_the_timings_of_its_day_also_where_those_of_today_are_longer() {
        Timings thoseOfThen = Timings.defaults().withAbsences(Duration.ofSeconds(8), Duration.ofSeconds(10), Duration.ofSeconds(20));
        visit.dropped(110, "a1", "timeout");
        Judgement then = Engagement.judge(visit.evidence, List.of(), thoseOfThen, at(400)).get(0);
        assertThat(then.settled()).isTrue();

        visit.load(420, "b1").reads(425, 500, "b1");
        List<Judgement> today = visit.judged(505, List.of(then.settle()));

        assertThat(today).extracting(Judgement::id).containsExactly("a1", "b1");
        assertThat(today.get(0).verdict().orElseThrow().endedAt()).isEqualTo(then.verdict().orElseThrow().endedAt());
        assertThat(today.get(0).settled()).isTrue();
        assertThat(today.get(1).verdict()).isEmpty();
    }
}
