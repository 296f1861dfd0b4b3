package io.lastseen.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexedTest {
    @Test
    void what_has_room_stays_as_it_is() {
        assertThat(Indexed.text("/" + "a".repeat(1_999))).isEqualTo("/" + "a".repeat(1_999));
    }

    @Test
    void what_has_none_is_cut_between_two_characters() {
        assertThat(Indexed.text("/" + "a".repeat(2_000))).isEqualTo("/" + "a".repeat(1_999));
        assertThat(Indexed.text("a" + "あ".repeat(1_000))).isEqualTo("a" + "あ".repeat(666)).satisfies(cut -> assertThat(cut.getBytes(UTF_8)).hasSize(1_999));
        assertThat(Indexed.text("\uD83D\uDE00".repeat(600))).isEqualTo("\uD83D\uDE00".repeat(500));
    }
}
