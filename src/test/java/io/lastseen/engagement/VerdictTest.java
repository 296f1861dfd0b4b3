package io.lastseen.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void evidence_is_cited_in_the_order_of_time_and_as_given_where_that_is_the_same() {
        Cited heard = new Cited("beat", Instant.EPOCH.plusSeconds(3), "The page was last heard of.");
        Cited crash = new Cited("crash", Instant.EPOCH.plusSeconds(1), "The page never said goodbye.");
        Cited dropped = new Cited("chan.drop", Instant.EPOCH.plusSeconds(1), "The connection dropped.");

        Verdict verdict = new Verdict(Reason.CRASHED, Optional.empty(), Instant.EPOCH.plusSeconds(3), 0.9, true, List.of(heard, crash, dropped));

        assertThat(verdict.evidence()).containsExactly(crash, dropped, heard);
    }
}
