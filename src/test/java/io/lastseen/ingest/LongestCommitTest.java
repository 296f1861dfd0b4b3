package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LongestCommitTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration TRY = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofHours(48);

    @Test
    void the_second_look_at_an_erasure_is_no_sooner_than_all_that_was_being_stored_is_there() {
        assertThatCode(() -> LongestCommit.check(DEADLINE, TRY, TRY, GRACE, Duration.ofSeconds(100))).doesNotThrowAnyException();
        assertThatThrownBy(() -> LongestCommit.check(DEADLINE, TRY, TRY, GRACE, Duration.ofSeconds(99)))
            .hasMessageStartingWith("lastseen.erasure.second-look is 99s, but must be at least 100s")
            .hasMessageContaining("twice lastseen.commit.deadline (20s)");
        assertThatThrownBy(() -> LongestCommit.check(Duration.ofSeconds(40), TRY, TRY, GRACE, Duration.ofMinutes(2)))
            .hasMessageContaining("at least 140s");
    }

    @Test
    void an_object_is_not_removed_while_its_rows_may_still_come() {
        Duration look = Duration.ofMinutes(10);
        assertThatCode(() -> LongestCommit.check(DEADLINE, TRY, TRY, Duration.ofMinutes(1), look)).doesNotThrowAnyException();
        assertThatThrownBy(() -> LongestCommit.check(Duration.ofMinutes(1), TRY, TRY, Duration.ofMinutes(1), look))
            .hasMessageStartingWith("lastseen.archive.grace is 1m, but must be at least 90s");
    }
}
