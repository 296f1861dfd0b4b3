package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 300, "a1");

    @Test
    void signing_out_ends_the_session_for_good_and_the_goodbye_page_is_nobodys() {
        visit.says(301, "a1", "signout").input(305, "a1").load(306, "a2").input(310, "a2").closes(320, "a2");
        Judgement judgement = visit.only(330);
        assertThat(judgement.settled()).isTrue();
        Verdict verdict = judgement.verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.SIGNED_OUT);
        assertThat(verdict.endedAt()).isEqualTo(at(301.08));
        assertThat(verdict.confidence()).isEqualTo(1.0);
    }

    @Test
    void who_browses_on_long_after_signing_out_is_a_new_session() {
        visit.says(301, "a1", "signout").reads(305, 500, "a1");
        assertThat(visit.judged(500)).extracting(Judgement::id).containsExactly("a1", "a1-2");
        assertThat(visit.judged(500).get(1).startedAt()).isAfterOrEqualTo(at(361));
    }

    @Test
    void a_site_that_signs_out_somebody_long_gone_does_not_stretch_the_session() {
        visit.says(1500, "a1", "signout");
        Verdict verdict = visit.only(1501).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.SIGNED_OUT);
        assertThat(verdict.endedAt()).isEqualTo(at(285.08));
    }

    @Test
    void withdrawing_consent_stops_the_session_for_good() {
        visit.says(301, "a1", "stop", "why", "consent").dropped(301.1, "a1", "fin");
        Verdict verdict = visit.only(302).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.STOPPED);
        assertThat(verdict.detail()).contains("consent");
        assertThat(verdict.provisional()).isFalse();
    }

    @Test
    void recording_that_is_started_again_in_the_same_tab_a_moment_later_is_another_session_with_its_load() {
        visit.says(301, "a1", "stop", "why", "api").load(302, "a2").input(310, "a2");
        assertThat(visit.judged(320)).extracting(Judgement::id).containsExactly("a1", "a2");
        assertThat(visit.judged(320).get(1).startedAt()).isEqualTo(at(302.08));
    }

    @Test
    void after_twenty_four_hours_a_linked_successor_follows() {
        Witness long24 = new Witness().load(0, "a1");
        for (int t = 60; t < 90_000; t += 120) {
            long24.input(t, "a1");
        }
        var judgements = long24.judged(90_000);
        assertThat(judgements).extracting(Judgement::id).containsExactly("a1", "a1-2");
        assertThat(judgements.get(0).verdict().orElseThrow().reason()).isEqualTo(Reason.LIMIT);
        assertThat(judgements.get(0).verdict().orElseThrow().endedAt()).isEqualTo(at(86_400.08));
        assertThat(judgements.get(1).previous()).contains("a1");
    }

    @Test
    void whoever_stays_in_use_beyond_the_limit_is_the_successor_from_the_next_input_on_also_when_the_limit_was_decided_before() {
        Witness visit = new Witness().load(0, "a1").reads(10, 86_600, "a1");
        SettledSession limited = visit.judged(86_401).get(0).settle();

        List<Judgement> after = visit.judged(86_600, List.of(limited));

        assertThat(after).hasSize(2);
        assertThat(after.get(0).verdict().orElseThrow().reason()).isEqualTo(Reason.LIMIT);
        assertThat(after.get(1).previous()).contains(limited.id());
        assertThat(after.get(1).startedAt()).isBetween(Witness.at(86_400), Witness.at(86_421));
    }
}
