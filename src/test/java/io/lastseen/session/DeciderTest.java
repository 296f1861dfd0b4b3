package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.engagement.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A visit to two pages, as the doors stored it; the recorder's clock is 7 minutes fast. */
class DeciderTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration FAST = Duration.ofMinutes(7);
    private final Decider decider = new Decider(site -> Timings.defaults(), site -> Optional.empty(), agent -> new Device("desktop", "Firefox", "Linux"),
        site -> KnownSources.ours());
    private final List<StoredDocument> documents = new ArrayList<>();
    private final List<StoredEvidence> evidence = new ArrayList<>();

    @Test
    void a_visit_has_its_views_on_the_services_clock() {
        document("first", 0);
        says("first", 1, 0, "load", Map.of("nav", "navigate", "url", "https://shop.example/", "ref", "https://www.google.com/", "vis", "visible", "focus", true));
        says("first", 2, 0.3, "view", Map.of("how", "load", "path", "/", "title", "Home"));
        says("first", 3, 2, "input", Map.of("kind", "pointer"));
        says("first", 4, 20, "pagehide", Map.of("persisted", false, "swap", "same"));
        document("second", 21);
        says("second", 1, 21, "load", Map.of("nav", "navigate", "url", "https://shop.example/cart", "vis", "visible", "focus", true));
        says("second", 2, 21.3, "view", Map.of("how", "load", "path", "/cart", "title", "Cart"));
        says("second", 3, 25, "input", Map.of("kind", "click"));
        says("second", 4, 30, "pagehide", Map.of("persisted", false, "swap", "none"));

        DecidedSession session = decide(40).get(0);

        assertThat(session.views().all()).extracting(View::path).containsExactly("/", "/cart");
        assertThat(session.views().entry().orElseThrow().startedAt()).isEqualTo(START.plusMillis(300));
        assertThat(session.views().exit().orElseThrow().path()).isEqualTo("/cart");
        assertThat(session.end().orElseThrow().endedAt()).isEqualTo(START.plusSeconds(30));
        assertThat(session.revision()).isEqualTo(1);
        assertThat(session.attribution().source()).isEqualTo("google");
    }

    @Test
    void a_visit_is_of_the_campaign_of_its_first_page_whatever_links_it_follows_later() {
        document("first", 0);
        says("first", 1, 0, "load", Map.of("nav", "navigate", "url", "https://shop.example/?utm_campaign=Letter", "vis", "visible", "focus", true));
        says("first", 2, 2, "input", Map.of("kind", "pointer"));
        document("second", 3);
        says("second", 1, 3, "load", Map.of("nav", "navigate", "url", "https://shop.example/?utm_campaign=other", "vis", "visible", "focus", true));
        says("second", 2, 4, "input", Map.of("kind", "pointer"));

        assertThat(decide(20)).extracting(session -> session.attribution().campaign()).containsExactly("letter");
    }

    @Test
    void a_visitor_is_where_the_first_page_that_knows_it_says() {
        a_closed_page();
        documents.clear();
        documents.add(new StoredDocument("first", "visitor", "tab", client(0), "agent", "", "pt"));
        assertThat(decide(20).get(0).whereabouts()).isEqualTo(new Whereabouts("Unknown", "pt"));

        documents.add(new StoredDocument("second", "visitor", "tab", client(3), "agent", "BR", "en"));
        documents.add(new StoredDocument("third", "visitor", "tab", client(4), "agent", "AR", "es"));
        says("second", 1, 3, "load", Map.of("nav", "navigate", "url", "https://shop.example/cart", "vis", "visible", "focus", true));
        says("third", 1, 4, "load", Map.of("nav", "navigate", "url", "https://shop.example/pay", "vis", "visible", "focus", true));
        assertThat(decide(20).get(0).whereabouts()).isEqualTo(new Whereabouts("BR", "pt"));
    }

    @Test
    void a_page_that_was_gone_before_its_view_had_settled_was_shown_all_the_same() {
        document("first", 0);
        says("first", 1, 0, "load", Map.of("nav", "navigate", "url", "https://shop.example/offer?x=1", "vis", "visible", "focus", true));
        says("first", 2, 0.2, "input", Map.of("kind", "key"));
        says("first", 3, 0.25, "pagehide", Map.of("persisted", false, "swap", "none"));

        assertThat(decide(10).get(0).views().all()).extracting(View::path).containsExactly("/offer");
    }

    @Test
    void a_verdict_that_says_the_same_again_is_no_new_revision() {
        a_closed_page();
        KnownSession known = known("closed", START.plusSeconds(5).plusMillis(40), 1, true);

        DecidedSession session = decide(20, known).get(0);

        assertThat(session.changed()).isFalse();
        assertThat(session.revision()).isEqualTo(1);
        assertThat(session.end().orElseThrow().endedAt()).isEqualTo(START.plusSeconds(5).plusMillis(40));
    }

    @Test
    void a_return_reopens_the_same_session_and_raises_its_revision() {
        a_closed_page();
        document("second", 60);
        says("second", 1, 60, "load", Map.of("nav", "navigate", "url", "https://shop.example/", "vis", "visible", "focus", true));
        says("second", 2, 62, "input", Map.of("kind", "scroll"));

        List<DecidedSession> sessions = decide(65, known("closed", START.plusSeconds(5), 1, true));

        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).end()).isEmpty();
        assertThat(sessions.get(0).revision()).isEqualTo(2);
    }

    @Test
    void a_session_keeps_its_id_when_another_document_turns_out_to_have_been_opened_a_moment_earlier() {
        document("restored", 0);
        says("restored", 1, 0, "load", Map.of("nav", "navigate", "url", "https://shop.example/", "vis", "visible", "focus", true));
        document("first", 0.004);
        says("first", 1, 0.004, "load", Map.of("nav", "navigate", "url", "https://shop.example/", "vis", "visible", "focus", true));
        says("first", 2, 2, "input", Map.of("kind", "pointer"));
        VisitorHistory history = new VisitorHistory(new DueVisitor("site", "visitor", Map.of("visitor", 1L)), START, documents, evidence,
            List.of(known("closed", START, 0, false)));

        Decided decided = decider.decide(history, START.plusSeconds(4));

        assertThat(decided.sessions()).singleElement().satisfies(one -> {
            assertThat(one.judgement().id()).isEqualTo("first");
            assertThat(one.judgement().documentIds()).containsExactlyInAnyOrder("first", "restored");
        });
        assertThat(decided.superseded()).isEmpty();
    }

    @Test
    void a_final_session_is_not_judged_again_by_what_is_still_known_of_it() {
        a_closed_page();
        KnownSession known = new KnownSession("first", Set.of("first", "forgotten"), Set.of(), true, true, true, START, Optional.of(START.plusSeconds(5)),
            Optional.of("closed"), Optional.empty(), Optional.of(START.plusSeconds(10)), START.plusSeconds(305), 1);

        assertThat(decide(400, known)).isEmpty();
    }

    private void a_closed_page() {
        document("first", 0);
        says("first", 1, 0, "load", Map.of("nav", "navigate", "url", "https://shop.example/", "vis", "visible", "focus", true));
        says("first", 2, 2, "input", Map.of("kind", "pointer"));
        says("first", 3, 5, "pagehide", Map.of("persisted", false, "swap", "none"));
    }

    private static KnownSession known(String reason, Instant endedAt, int revision, boolean ended) {
        return new KnownSession("first", Set.of("first"), Set.of(), true, ended, false, START, Optional.of(endedAt), Optional.of(reason), Optional.empty(),
            Optional.of(endedAt.plusSeconds(5)), endedAt.plusSeconds(300), revision);
    }

    private void document(String id, double atSeconds) {
        documents.add(new StoredDocument(id, "visitor", "tab", client(atSeconds), "agent", "", ""));
    }

    private void says(String document, long n, double atSeconds, String kind, Map<String, Object> body) {
        evidence.add(new StoredEvidence(document, n, kind, client(atSeconds), client(atSeconds), true, START.plusMillis((long) (atSeconds * 1_000)), body));
    }

    private static long client(double atSeconds) {
        return START.plus(FAST).plusMillis((long) (atSeconds * 1_000)).toEpochMilli();
    }

    private List<DecidedSession> decide(int nowSeconds, KnownSession... known) {
        VisitorHistory history = new VisitorHistory(new DueVisitor("site", "visitor", Map.of("visitor", 1L)), START, documents, evidence, List.of(known));
        return decider.decide(history, START.plusSeconds(nowSeconds)).sessions();
    }
}
