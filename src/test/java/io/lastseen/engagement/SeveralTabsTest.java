package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeveralTabsTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 230, "a1").says(240, "a1", "vis", "state", "hidden")
        .load(240.2, "b1").reads(245, 500, "b1");

    @Test
    void closing_one_of_two_tabs_ends_nothing_while_the_other_is_there() {
        visit.closes(510, "b1").says(510.1, "a1", "vis", "state", "visible").reads(515, 600, "a1");
        assertThat(visit.only(600).verdict()).isEmpty();
        visit.closes(610, "a1");
        assertThat(visit.only(616).verdict().orElseThrow().endedAt()).isEqualTo(at(610.08));
        assertThat(visit.only(616).lanes()).extracting(Lane::tab).containsExactly("tab-a", "tab-b");
    }

    @Test
    void a_hidden_tab_that_stays_behind_delays_the_verdict_but_not_the_end() {
        visit.closes(510, "b1");
        assertThat(visit.only(600).verdict()).isEmpty();
        Verdict verdict = visit.only(1411).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.endedAt()).isEqualTo(at(510.08));
    }

    @Test
    void hidden_tabs_that_cannot_be_reached_keep_nothing_alive() {
        visit.dropped(400, "a1", "timeout").closes(510, "b1");
        assertThat(visit.only(516).verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void quitting_the_browser_ends_all_tabs_at_once() {
        visit.dropped(512, "a1", "fin").dropped(512, "b1", "fin");
        Verdict verdict = visit.only(524.1).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.endedAt()).isEqualTo(at(512));
    }

    @Test
    void closing_a_window_of_two_tabs_is_one_close() {
        visit.says(510, "a1", "pagehide", "persisted", false, "swap", "none").closes(510.05, "b1");
        assertThat(visit.only(515.2).verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void a_link_opened_in_a_new_tab_goes_on_when_the_old_one_is_closed() {
        visit.closes(505, "a1");
        assertThat(visit.only(520).verdict()).isEmpty();
        assertThat(visit.only(520).state()).isInstanceOf(SessionState.Engaged.class);
    }

    @Test
    void a_duplicated_tab_that_carries_its_origins_id_is_a_tab_of_its_own() {
        Witness twins = new Witness().load(0, "a1").reads(5, 230, "a1").says(240, "a1", "vis", "state", "hidden")
            .load(240.3, "a2", "dup", true).reads(245, 500, "a2").closes(505, "a2").says(505.1, "a1", "vis", "state", "visible").reads(510, 600, "a1");
        assertThat(twins.only(600).verdict()).isEmpty();
        assertThat(twins.only(600).lanes()).hasSize(2);
        twins.closes(610, "a1");
        assertThat(twins.only(616).verdict().orElseThrow().endedAt()).isEqualTo(at(610.08));
    }

    @Test
    void engaged_time_of_two_windows_side_by_side_is_counted_once() {
        Witness windows = new Witness().load(0, "a1").load(0, "b1").reads(5, 100, "a1").reads(5, 100, "b1").closes(110, "a1").closes(110, "b1");
        assertThat(windows.only(120).engaged().toMillis()).isBetween(109_000L, 111_000L);
    }

    @Test
    void two_visitor_ids_that_turn_out_to_be_one_person_make_one_session() {
        Witness lost = new Witness().load(0, "a1").reads(5, 100, "a1")
            .testifies(110, "v2", "tab-a", "c1", "load", "vis", "visible", "prev", "a1").testifies(120, "v2", "tab-a", "c1", "input", "kind", "click");
        Judgement judgement = lost.only(121);
        assertThat(judgement.documents()).extracting(DocumentSpan::visitor).containsExactly("v1", "v2");
        assertThat(judgement.supersedes("c1")).isTrue();
        assertThat(judgement.supersedes("a1")).isFalse();
    }

    @Test
    void tabs_tell_what_state_they_are_in() {
        Judgement judgement = visit.load(500, "c1", "vis", "hidden").only(510);
        assertThat(judgement.tabs().get("tab-a")).isEqualTo(new TabState.Hidden(at(240.08)));
        assertThat(judgement.tabs().get("tab-b")).isInstanceOf(TabState.Attentive.class);
        assertThat(judgement.tabs().get("tab-c")).isInstanceOf(TabState.Unseen.class);
    }
}
