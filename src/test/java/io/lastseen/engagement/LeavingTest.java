package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeavingTest {
    private final Witness visit = new Witness().load(0, "a1").reads(5, 100, "a1");

    @Test
    void closing_the_tab_ends_the_session_five_seconds_later() {
        visit.closes(110, "a1");
        assertThat(visit.only(114).verdict()).isEmpty();
        assertThat(visit.only(114).state()).isEqualTo(new SessionState.Leaving(ExitKind.CLOSE));
        assertThat(visit.only(114).nextDue()).contains(at(115.08));
        Verdict verdict = visit.only(115.1).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.endedAt()).isEqualTo(at(110.08));
        assertThat(verdict.confidence()).isEqualTo(0.98);
        assertThat(verdict.provisional()).isTrue();
        assertThat(verdict.evidence()).extracting(Cited::text).contains("The tab was closed.");
    }

    @Test
    void a_closed_session_is_final_when_nobody_came_back_within_five_minutes() {
        visit.closes(110, "a1");
        assertThat(visit.only(420).state()).isEqualTo(new SessionState.EndedProvisionally(at(410.08)));
        Judgement judgement = visit.only(421);
        assertThat(judgement.settled()).isTrue();
        assertThat(judgement.nextDue()).isEmpty();
    }

    @Test
    void coming_back_within_five_minutes_of_closing_reopens_the_same_session() {
        visit.closes(110, "a1").load(400, "a2", "restored", true);
        Judgement judgement = visit.only(401);
        assertThat(judgement.id()).isEqualTo("a1");
        assertThat(judgement.verdict()).isEmpty();
        assertThat(judgement.documents()).extracting(DocumentSpan::document).containsExactly("a1", "a2");
    }

    @Test
    void coming_back_twelve_minutes_after_closing_is_a_new_session() {
        visit.closes(110, "a1").load(830, "b1");
        assertThat(visit.judged(831)).extracting(Judgement::id).containsExactly("a1", "b1");
        assertThat(visit.judged(831).get(0).settled()).isTrue();
    }

    @Test
    void following_a_link_to_another_site_tells_where_to_and_can_be_undone_for_half_an_hour() {
        visit.says(110, "a1", "out", "kind", "link", "host", "news.example", "target", "self")
            .says(110.1, "a1", "exit", "to", "other").says(110.2, "a1", "pagehide", "persisted", true, "swap", "other").dropped(110.3, "a1", "fin");
        Verdict verdict = visit.only(121).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.LEFT);
        assertThat(verdict.detail()).contains("news.example");
        assertThat(verdict.confidence()).isEqualTo(0.98);
        assertThat(visit.only(1900).verdict().orElseThrow().provisional()).isTrue();
        visit.load(1900, "a2");
        assertThat(visit.only(1901).verdict()).isEmpty();
    }

    @Test
    void typing_another_address_is_leaving_without_a_host() {
        visit.says(110, "a1", "pagehide", "persisted", true, "swap", "other");
        assertThat(visit.only(121).verdict().orElseThrow().detail()).contains("typed");
    }

    @Test
    void a_same_site_navigation_is_waited_for_a_minute() {
        visit.says(110, "a1", "pagehide", "persisted", true, "swap", "same").dropped(110.1, "a1", "fin");
        assertThat(visit.only(169).verdict()).isEmpty();
        assertThat(visit.only(171).verdict().orElseThrow().confidence()).isEqualTo(0.60);
        visit.load(172, "a2").reads(175, 200, "a2");
        assertThat(visit.only(200).verdict()).isEmpty();
    }

    @Test
    void a_browser_that_does_not_say_where_to_is_believed_less() {
        visit.says(110, "a1", "pagehide", "persisted", false);
        assertThat(visit.only(119).verdict()).isEmpty();
        Verdict verdict = visit.only(121).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.confidence()).isEqualTo(0.85);
    }

    @Test
    void without_pageswap_a_followed_link_still_tells_where_to() {
        visit.says(110, "a1", "out", "kind", "link", "host", "news.example", "target", "self").says(110.4, "a1", "pagehide", "persisted", true);
        Verdict verdict = visit.only(121).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.LEFT);
        assertThat(verdict.detail()).contains("news.example");
        assertThat(verdict.confidence()).isEqualTo(0.85);
    }

    @Test
    void a_download_is_announced_like_a_navigation_and_ends_nothing() {
        visit.says(110, "a1", "out", "kind", "download", "host", "cdn.example").says(110.1, "a1", "exit", "to", "other").reads(115, 200, "a1")
            .closes(203, "a1");
        assertThat(visit.only(209).verdict().orElseThrow().reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void a_page_from_the_back_forward_cache_goes_on_with_its_session() {
        visit.says(110, "a1", "pagehide", "persisted", true, "swap", "same").dropped(110.1, "a1", "fin").load(110.4, "a2")
            .says(130, "a2", "pagehide", "persisted", true, "swap", "same").dropped(130.1, "a2", "fin")
            .load(130.3, "a1", "nav", "back_forward", "restored", true).reads(132, 160, "a1");
        Judgement judgement = visit.only(165);
        assertThat(judgement.verdict()).isEmpty();
        assertThat(judgement.lanes()).singleElement().satisfies(lane -> assertThat(lane.stretches()).first()
            .extracting(Lane.Stretch::state).isEqualTo(Lane.State.ENGAGED));
        visit.closes(170, "a1");
        assertThat(visit.only(180).verdict().orElseThrow().endedAt()).isEqualTo(at(170.08));
    }

    @Test
    void a_page_that_goes_on_in_a_tab_switched_away_from_is_parked_not_closed() {
        visit.says(110, "a1", "pagehide", "persisted", true, "swap", "same").dropped(110.1, "a1", "fin")
            .says(112, "a2", "load", "nav", "navigate", "vis", "hidden").opened(112.1, "a2");
        assertThat(visit.only(400).verdict()).isEmpty();
        Verdict verdict = visit.only(1100).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.PARKED);
        assertThat(verdict.endedAt()).isEqualTo(at(110.08));
    }

    @Test
    void forty_minutes_over_six_pages_are_one_session() {
        Witness shopper = new Witness();
        for (int page = 0; page < 6; page++) {
            double from = page * 400;
            shopper.load(from, "a" + page).reads(from + 5, from + 390, "a" + page);
            if (page < 5) {
                shopper.says(from + 399, "a" + page, "pagehide", "persisted", true, "swap", "same").dropped(from + 399.1, "a" + page, "fin");
            }
        }
        shopper.closes(2400, "a5");
        Judgement judgement = shopper.only(2406);
        assertThat(judgement.documents()).hasSize(6);
        assertThat(judgement.verdict().orElseThrow().endedAt()).isEqualTo(at(2400.08));
        assertThat(judgement.engaged().toSeconds()).isBetween(2390L, 2401L);
    }
}
