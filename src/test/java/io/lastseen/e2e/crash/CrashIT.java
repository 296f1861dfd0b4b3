package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The service, PostgreSQL and the object store are killed while a crowd records. With the tests, one short campaign;
 * {@code -Dlastseen.crash.campaigns=10 -Dlastseen.crash.recorders=200} is the long form: each campaign kills the service
 * six times, PostgreSQL twice and the store twice, appends its outcome to {@code target/crash/campaigns.jsonl}, and a
 * command that was cut off goes on where it was.
 */
@DisplayName("When service, PostgreSQL and object store are killed under a crowd of recorders")
class CrashIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAMPAIGNS = Integer.getInteger("lastseen.crash.campaigns", 0);
    private static final int RECORDERS = Integer.getInteger("lastseen.crash.recorders", 40);
    private static final Path OUTCOMES = Path.of("target/crash/campaigns.jsonl");
    private static final Duration BACK = Duration.ofSeconds(15);

    @Test
    @DisplayName("nothing acknowledged is lost, nothing is played twice or wrong, and service is back within 15 s")
    void nothing_acknowledged_is_lost() throws Exception {
        if (CAMPAIGNS == 0) {
            check(new Campaign(RECORDERS, List.of(Killed.SERVICE, Killed.POSTGRES, Killed.STORE, Killed.SERVICE), 1).run());
            return;
        }
        Files.createDirectories(OUTCOMES.getParent());
        int done = Files.exists(OUTCOMES) ? Files.readAllLines(OUTCOMES).size() : 0;
        for (int campaign = done; campaign < CAMPAIGNS; campaign++) {
            List<Killed> kills = new ArrayList<>(Collections.nCopies(6, Killed.SERVICE));
            kills.addAll(Collections.nCopies(2, Killed.POSTGRES));
            kills.addAll(Collections.nCopies(2, Killed.STORE));
            Campaign.Outcome outcome = new Campaign(RECORDERS, kills, campaign).run();
            Files.writeString(OUTCOMES, JSON.writeValueAsString(outcome) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            check(outcome);
        }
    }

    private static void check(Campaign.Outcome outcome) {
        System.out.printf("seed %d: %d chunks acknowledged, %d lost, %d twice, %d wrong, %d out of order; back after ms: %s%n",
                outcome.seed(), outcome.audit().acknowledged(), outcome.audit().lost().size(), outcome.audit().twice(),
                outcome.audit().wrong().size(), outcome.audit().disordered(), outcome.backMs());
        assertThat(outcome.refused()).as("refused").isEmpty();
        assertThat(outcome.audit().lost()).as("lost").isEmpty();
        assertThat(outcome.audit().twice()).as("played twice").isZero();
        assertThat(outcome.audit().wrong()).as("other bytes").isEmpty();
        assertThat(outcome.audit().disordered()).as("out of order").isZero();
        for (Map.Entry<Killed, List<Long>> one : outcome.backMs().entrySet()) {
            assertThat(one.getValue()).as("back after killing " + one.getKey()).allMatch(ms -> ms <= BACK.toMillis());
        }
    }
}
