package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandOverTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 340, "a1").says(355, "a1", "form", "state", "submit");

    private Witness paying() {
        return visit.says(359.9, "a1", "out", "kind", "form", "host", "pay.example", "target", "self", "psp", true)
            .says(360, "a1", "exit", "to", "other").says(360.1, "a1", "pagehide", "persisted", false, "swap", "other").dropped(360.2, "a1", "fin");
    }

    @Test
    void a_visitor_with_a_payment_provider_is_waited_for_an_hour() {
        paying();
        assertThat(visit.only(3900).verdict()).isEmpty();
        assertThat(visit.only(3900).state()).isEqualTo(new SessionState.HandedOver(java.util.Optional.of("pay.example")));
        visit.load(3900, "a2").reads(3905, 3950, "a2").closes(3960, "a2");
        assertThat(visit.only(3970).verdict().orElseThrow().endedAt()).isEqualTo(at(3960.08));
    }

    @Test
    void who_does_not_come_back_from_paying_has_left_at_the_hand_over() {
        paying();
        Judgement judgement = visit.only(3961);
        Verdict verdict = judgement.verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.LEFT);
        assertThat(verdict.detail()).contains("pay.example");
        assertThat(verdict.endedAt()).isEqualTo(at(360.18));
        assertThat(judgement.settled()).isTrue();
    }

    @Test
    void a_payment_window_keeps_the_shop_open_behind_it() {
        visit.says(360, "a1", "out", "kind", "open", "host", "bank.example", "target", "blank", "psp", true).says(360.2, "a1", "focus", "state", false)
            .says(361, "a1", "vis", "state", "hidden");
        assertThat(visit.only(2000).verdict()).isEmpty();
        visit.says(2100, "a1", "vis", "state", "visible").reads(2105, 2200, "a1").closes(2210, "a1");
        assertThat(visit.only(2216).verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void a_telephone_call_is_not_leaving() {
        visit.says(360, "a1", "out", "kind", "tel").says(360.4, "a1", "vis", "state", "hidden").says(720, "a1", "vis", "state", "visible").input(725, "a1");
        assertThat(visit.only(730).verdict()).isEmpty();
    }
}
