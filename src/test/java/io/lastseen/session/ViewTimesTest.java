package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.engagement.Timings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A recorder knows a while after its page has appeared what may be said of it: the time until then is part of the first view. */
class ViewTimesTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int VISITS = 300;
    private final Decider decider = new Decider(site -> Timings.defaults(), site -> Optional.empty(), agent -> new Device("desktop", "Firefox", "Linux"),
        site -> KnownSources.ours());

    @Test
    void the_views_of_a_visit_in_one_tab_have_all_of_its_engaged_time() {
        long engaged = 0;
        for (int seed = 0; seed < VISITS; seed++) {
            OneTab visit = new OneTab(new Random(seed));
            for (DecidedSession session : decider.decide(visit.history(), visit.now()).sessions()) {
                long ofViews = session.views().all().stream().mapToLong(View::engagedMs).sum();
                assertThat(ofViews).as("visit %d, session %s", seed, session.judgement().id()).isEqualTo(session.judgement().engaged().toMillis());
                engaged += ofViews;
            }
        }
        assertThat(engaged).isGreaterThan(VISITS * 10_000L);
    }

    /** Pages one after the other, some of them routed within, some gone before their view was told, some left for a while. */
    private static final class OneTab {
        private final Random random;
        private final List<StoredDocument> documents = new ArrayList<>();
        private final List<StoredEvidence> evidence = new ArrayList<>();
        private long clock;
        private long n;

        OneTab(Random random) {
            this.random = random;
            int pages = 1 + random.nextInt(5);
            for (int page = 0; page < pages; page++) {
                page("page-" + page, page == pages - 1);
                clock += random.nextInt(10) == 0 ? 2_000_000 : random.nextInt(1_500);
            }
        }

        VisitorHistory history() {
            return new VisitorHistory(new DueVisitor("site", "visitor", Map.of("visitor", 1L)), Optional.empty(), documents, evidence, List.of());
        }

        Instant now() {
            return START.plusMillis(clock + random.nextInt(2_000_000));
        }

        private void page(String document, boolean last) {
            documents.add(new StoredDocument(document, "visitor", "tab", START.toEpochMilli() + clock, "agent", "", ""));
            n = 0;
            says(document, "load", Map.of("nav", "navigate", "url", "https://shop.example/" + document, "vis", "visible", "focus", true));
            clock += 300 + random.nextInt(4_700);
            boolean told = random.nextInt(6) > 0;
            if (told) {
                says(document, "view", Map.of("how", "load", "path", "/" + document, "title", "A page"));
            }
            for (int i = random.nextInt(8); i > 0; i--) {
                clock += random.nextInt(40_000);
                switch (random.nextInt(5)) {
                    case 0 -> says(document, "view", Map.of("how", "route", "path", "/" + document + "/" + i, "title", "A part of it"));
                    case 1 -> {
                        says(document, "vis", Map.of("state", "hidden"));
                        clock += random.nextInt(60_000);
                        says(document, "vis", Map.of("state", "visible"));
                    }
                    default -> says(document, "input", Map.of("kind", "pointer"));
                }
            }
            clock += random.nextInt(20_000);
            if (!last || random.nextBoolean()) {
                says(document, "pagehide", Map.of("persisted", false, "swap", last ? "none" : "same"));
            }
        }

        private void says(String document, String kind, Map<String, Object> body) {
            long at = START.toEpochMilli() + clock;
            evidence.add(new StoredEvidence(document, ++n, kind, at, at, true, Instant.ofEpochMilli(at), body));
        }
    }
}
