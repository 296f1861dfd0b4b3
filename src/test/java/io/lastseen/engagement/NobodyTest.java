package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NobodyTest {

    @Test
    void a_tab_opened_in_the_background_and_closed_unseen_is_no_session() {
        Witness ghost = new Witness().load(0, "a1", "vis", "hidden");
        assertThat(ghost.only(100).state()).isInstanceOf(SessionState.Pending.class);
        ghost.closes(3000, "a1");
        Judgement judgement = ghost.only(3030);
        assertThat(judgement.counted()).isFalse();
        assertThat(judgement.verdict().orElseThrow().reason()).isEqualTo(Reason.UNSEEN);
        assertThat(judgement.settled()).isTrue();
    }

    @Test
    void a_background_tab_becomes_a_session_when_somebody_looks_at_it() {
        Witness later = new Witness().load(0, "a1", "vis", "hidden").says(600, "a1", "vis", "state", "visible").closes(660, "a1");
        Judgement judgement = later.only(670);
        assertThat(judgement.counted()).isTrue();
        assertThat(judgement.startedAt()).isEqualTo(at(600.08));
    }

    @Test
    void a_prerendered_page_never_shown_is_no_session_and_not_part_of_the_next() {
        Witness prerender = new Witness().says(0, "a1", "load", "vis", "hidden", "prerendering", true).says(40, "a1", "pagehide", "persisted", false)
            .load(100, "b1").closes(160, "b1");
        assertThat(prerender.judged(170)).filteredOn(Judgement::counted).singleElement().extracting(Judgement::id).isEqualTo("b1");
    }

    @Test
    void a_browser_that_says_it_is_automated_is_counted_once_somebody_uses_it() {
        Witness driven = new Witness().load(0, "a1", "webdriver", true).reads(1, 50, "a1").closes(60, "a1");
        assertThat(driven.only(70).counted()).isTrue();
    }

    @Test
    void a_browser_that_says_it_is_automated_and_gets_no_input_is_not_counted() {
        Witness robot = new Witness().load(0, "a1", "webdriver", true).closes(60, "a1");
        Judgement judgement = robot.only(70);
        assertThat(judgement.counted()).isFalse();
        assertThat(judgement.verdict().orElseThrow().reason()).isEqualTo(Reason.BOT);
    }

    @Test
    void going_through_page_after_page_without_any_input_is_not_a_person() {
        Witness scraper = new Witness();
        for (int i = 0; i < 12; i++) {
            scraper.load(i * 2, "a" + i).says(i * 2 + 1.8, "a" + i, "pagehide", "persisted", true, "swap", "same").dropped(i * 2 + 1.9, "a" + i, "fin");
        }
        assertThat(scraper.only(30).counted()).isFalse();
    }

    @Test
    void looking_at_one_page_without_touching_it_is_a_person() {
        assertThat(new Witness().load(0, "a1").closes(8, "a1").only(20).counted()).isTrue();
    }
}
