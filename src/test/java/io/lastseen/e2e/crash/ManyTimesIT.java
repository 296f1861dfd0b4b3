package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.Lastseen;
import io.lastseen.e2e.SharedParts;
import io.lastseen.e2e.TestSite;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code -Dlastseen.repeats.chunks=100000} is the long form. */
@ExtendWith(SharedParts.class)
@DisplayName("Chunks that are each sent one to five times to two replicas at once")
class ManyTimesIT {
    private static final int CHUNKS = Integer.getInteger("lastseen.repeats.chunks", 2_000);
    private static final int A_DOCUMENT = 50;
    private static final int SENDERS = 32;
    private static final String PAGE = "https://shop.example";

    private record Sending(String document, int sequence, Frame frame) {
    }

    @Test
    @DisplayName("are all acknowledged, and there is one copy of each")
    void are_stored_once(Lastseen lastseen) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Many times", PAGE);
        Doors first = site.doors(PAGE);
        Doors second = first.at(lastseen.secondReplica().service());
        Eventually.isTrue("the second replica knows the site", Duration.ofSeconds(10), () -> second.options().statusCode() == 200);
        Ledger ledger = new Ledger();
        Random random = new Random(5);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        for (int done = 0; done < CHUNKS; done += 1_000) {
            List<Sending> sendings = sendings(Math.min(1_000, CHUNKS - done), random);
            List<Future<Integer>> answers = new ArrayList<>();
            for (Sending one : sendings) {
                Doors doors = random.nextBoolean() ? first : second;
                answers.add(senders.submit(() -> {
                    int status = doors.send(one.frame()).statusCode();
                    if (status == 200) {
                        ledger.acknowledged(one.document(), one.sequence(), one.frame().payload(), Instant.now());
                    }
                    return status;
                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        senders.shutdown();

        Ledger.Audit audit = Eventually.get("every chunk is in a session", Duration.ofSeconds(60),
                () -> ledger.audit(Campaign.recordings(lastseen.api(), site)), found -> found.lost().isEmpty());
        System.out.printf("%d chunks sent one to five times: %d lost, %d twice, %d wrong%n", audit.acknowledged(), audit.lost().size(),
                audit.twice(), audit.wrong().size());
        assertThat(audit.acknowledged()).isEqualTo(CHUNKS);
        assertThat(audit.twice()).isZero();
        assertThat(audit.wrong()).isEmpty();
    }

    /** Each chunk one to five times; repetitions of neighbours overlap. */
    private static List<Sending> sendings(int chunks, Random random) {
        List<Sending> sendings = new ArrayList<>();
        TestDocument document = null;
        for (int i = 0; i < chunks; i++) {
            if (i % A_DOCUMENT == 0) {
                document = TestDocument.opened(PAGE + "/page");
            }
            document.signal("input", Map.of("kind", "pointer"));
            Sending one = new Sending(document.id(), i % A_DOCUMENT, document.chunk("chunk " + random.nextLong()));
            for (int times = 1 + random.nextInt(5); times > 0; times--) {
                sendings.add(Math.max(0, sendings.size() - random.nextInt(20)), one);
            }
        }
        return sendings;
    }
}
