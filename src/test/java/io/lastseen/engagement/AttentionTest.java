package io.lastseen.engagement;

import static io.lastseen.engagement.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttentionTest {

    @Test
    void reading_needs_no_pointer_for_as_long_as_the_text_takes() {
        Witness reader = new Witness().load(0, "a1", "words", 2400).input(10, "a1").says(420, "a1", "vis", "state", "hidden");
        Verdict verdict = reader.only(1400).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.PARKED);
        assertThat(verdict.endedAt()).isEqualTo(at(420.08));
        assertThat(verdict.confidence()).isEqualTo(0.85);
    }

    @Test
    void a_screen_that_goes_dark_over_a_page_nobody_read_any_more_is_not_a_person() {
        Witness gone = new Witness().load(0, "a1").input(10, "a1").says(900, "a1", "vis", "state", "hidden");
        Verdict verdict = gone.only(1820).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.IDLE);
        assertThat(verdict.endedAt()).isEqualTo(at(10.08));
    }

    @Test
    void losing_focus_while_reading_is_the_last_that_was_seen_of_them() {
        Witness second = new Witness().load(0, "a1").input(10, "a1").says(60, "a1", "focus", "state", false);
        for (int t = 100; t < 2000; t += 60) {
            second.says(t, "a1", "hb", "vis", "visible", "focus", false);
        }
        Verdict verdict = second.only(1900).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.IDLE);
        assertThat(verdict.endedAt()).isEqualTo(at(60.08));
    }

    @Test
    void a_lunch_break_of_forty_five_minutes_stays_in_its_session_and_one_of_an_hour_does_not() {
        Witness lunch = new Witness().load(0, "a1").input(10, "a1");
        for (int t = 60; t < 3600; t += 60) {
            lunch.says(t, "a1", "hb", "vis", "visible", "focus", true);
        }
        assertThat(lunch.only(1811).verdict().orElseThrow().reason()).isEqualTo(Reason.IDLE);
        Witness late = new Witness();
        late.evidence.addAll(lunch.evidence);
        lunch.says(2700, "a1", "input", "kind", "pointer");
        assertThat(lunch.judged(2701)).singleElement().satisfies(one -> assertThat(one.verdict()).isEmpty());
        late.testifies(3700, "v1", "tab-a", "b1", "load", "vis", "visible");
        assertThat(late.judged(3701)).extracting(Judgement::id).containsExactly("a1", "b1");
    }

    @Test
    void working_in_another_tab_for_twenty_minutes_is_provisionally_parked_and_then_goes_on() {
        Witness worker = new Witness().load(0, "a1").reads(5, 360, "a1").says(361, "a1", "vis", "state", "hidden");
        assertThat(worker.only(1260).verdict()).isEmpty();
        assertThat(worker.only(1262).verdict().orElseThrow().provisional()).isTrue();
        worker.says(1560, "a1", "vis", "state", "visible");
        assertThat(worker.only(1561).verdict()).isEmpty();
        assertThat(worker.only(1561).lanes().get(0).stretches()).extracting(Lane.Stretch::state).contains(Lane.State.HIDDEN);
    }

    @Test
    void closing_a_tab_hidden_for_minutes_is_a_close_at_the_instant_of_hiding() {
        Witness mail = new Witness().load(0, "a1").reads(5, 541, "a1").says(542, "a1", "vis", "state", "hidden").closes(1020, "a1");
        Verdict verdict = mail.only(1026).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.CLOSED);
        assertThat(verdict.endedAt()).isEqualTo(at(542.08));
    }

    @Test
    void closing_a_tab_hidden_for_more_than_an_hour_leaves_it_parked() {
        Witness mail = new Witness().load(0, "a1").reads(5, 541, "a1").says(542, "a1", "vis", "state", "hidden").closes(4400, "a1");
        assertThat(mail.only(4500).verdict().orElseThrow().reason()).isEqualTo(Reason.PARKED);
    }

    @Test
    void shutting_down_the_machine_hours_later_is_not_a_close() {
        Witness monitor = new Witness().load(0, "a1").reads(5, 400, "a1").dropped(11_000, "a1", "fin");
        assertThat(monitor.only(11_100).verdict().orElseThrow().endedAt()).isEqualTo(at(385.08));
        assertThat(monitor.only(11_100).verdict().orElseThrow().reason()).isNotEqualTo(Reason.CLOSED);
    }

    @Test
    void watching_with_sound_counts_until_it_stops() {
        Witness watcher = new Witness().load(0, "a1").says(30, "a1", "media", "state", "play", "gesture", true);
        for (int t = 60; t < 3000; t += 60) {
            watcher.says(t, "a1", "hb", "vis", "visible", "focus", true, "media", true);
        }
        assertThat(watcher.only(2900).state()).isInstanceOf(SessionState.Engaged.class);
        watcher.says(3000, "a1", "media", "state", "ended");
        Verdict verdict = watcher.only(4810).verdict().orElseThrow();
        assertThat(verdict.endedAt()).isEqualTo(at(3000.08));
    }

    @Test
    void listening_in_a_hidden_tab_is_being_there() {
        Witness listener = new Witness().load(0, "a1").says(30, "a1", "media", "state", "play", "gesture", true)
            .says(60, "a1", "vis", "state", "hidden");
        for (int t = 90; t < 3000; t += 300) {
            listener.says(t, "a1", "hb", "vis", "hidden", "focus", false, "media", true);
        }
        assertThat(listener.only(2900).verdict()).isEmpty();
        assertThat(listener.only(2900).state()).isInstanceOf(SessionState.Engaged.class);
    }

    @Test
    void a_muted_loop_that_started_by_itself_proves_nobody() {
        Witness hero = new Witness().load(0, "a1").says(1, "a1", "media", "state", "play", "muted", true, "loop", true).input(360, "a1");
        for (int t = 375; t < 4000; t += 15) {
            hero.says(t, "a1", "hb", "vis", "visible", "focus", true, "media", true, "muted", true);
        }
        Verdict verdict = hero.only(2200).verdict().orElseThrow();
        assertThat(verdict.reason()).isEqualTo(Reason.IDLE);
        assertThat(verdict.endedAt()).isEqualTo(at(360.08));
    }

    @Test
    void a_page_that_loads_itself_again_all_night_keeps_nobody_awake() {
        Witness ticker = new Witness().load(0, "a0").input(10, "a0");
        for (int i = 1; i < 20; i++) {
            double t = i * 300;
            ticker.says(t, "a" + (i - 1), "pagehide", "persisted", false, "swap", "same").dropped(t + 0.1, "a" + (i - 1), "fin")
                .load(t + 0.5, "a" + i, "nav", "reload");
        }
        Judgement first = ticker.judged(6000).get(0);
        assertThat(first.verdict().orElseThrow().reason()).isEqualTo(Reason.IDLE);
        assertThat(first.verdict().orElseThrow().endedAt()).isEqualTo(at(10.08));
        assertThat(ticker.judged(6000)).filteredOn(Judgement::counted).hasSize(1);
    }
}
