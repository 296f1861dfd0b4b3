package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTallyTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private final RefusalTally tally = new RefusalTally();

    @Test
    void the_same_refusal_is_counted_with_its_first_and_last_time() {
        RefusalKey key = new RefusalKey("a", Refusal.PAUSED, "https://a.example", null);
        tally.add(key, RefusalCount.once(NOON.plusSeconds(2)));
        tally.add(key, RefusalCount.once(NOON));
        assertThat(tally.take()).isEqualTo(Map.of(key, new RefusalCount(2, NOON, NOON.plusSeconds(2))));
        assertThat(tally.take()).isEmpty();
    }

    @Test
    void invented_origins_do_not_fill_the_memory_and_are_still_counted() {
        for (int i = 0; i < 50_000; i++) {
            tally.add(new RefusalKey("a", Refusal.WRONG_KEY, "https://" + i + ".example", null), RefusalCount.once(NOON));
        }
        Map<RefusalKey, RefusalCount> taken = tally.take();
        assertThat(taken.size()).isLessThanOrEqualTo(RefusalTally.MOST_KEYS);
        assertThat(taken.values().stream().mapToLong(RefusalCount::count).sum()).isEqualTo(50_000);
    }

    @Test
    void invented_sites_do_not_fill_the_memory() {
        for (int i = 0; i < 50_000; i++) {
            tally.add(new RefusalKey("site" + i, Refusal.MALFORMED, "", ""), RefusalCount.once(NOON));
        }
        assertThat(tally.take()).hasSize(RefusalTally.MOST_KEYS);
    }

    @Test
    void what_strangers_write_is_cut_short_and_cleaned() {
        RefusalKey key = new RefusalKey("a", Refusal.MALFORMED, "x\u0000\n\uD800y", "z".repeat(5_000));
        assertThat(key.origin()).isEqualTo("xy");
        assertThat(key.detail()).hasSize(200);
    }

    @Test
    void every_reason_says_what_to_do() {
        for (Refusal reason : Refusal.values()) {
            assertThat(RefusalText.of(reason, "https://a.example")).endsWith(".").hasSizeGreaterThan(60);
            assertThat(RefusalText.of(reason, "")).doesNotContain("  ").doesNotContain("of  ");
            assertThat(Refusal.of(reason.code())).isEqualTo(reason);
        }
    }
}
