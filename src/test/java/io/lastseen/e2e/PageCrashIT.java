package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A page whose process crashes")
class PageCrashIT {
    private static final String PAGE = """
            <h1>Shop</h1><button id="buy">Buy</button><p id="last"></p>
            <script>document.querySelector('#buy').onclick = () => document.querySelector('#last').textContent = 'the last moment';</script>""";

    @Test
    @DisplayName("ends as crashed, and its last moment is in its recording, as soon as the visitor's next page is there")
    void ends_as_crashed_with_its_last_moment(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Crash", customer.origin());
        lastseen.api().put("/api/v1/sites/" + site.id() + "/timings", Map.of("reopenClosed", "0s"));
        customer.recordedPage("/crash", "Shop", site.snippet(), PAGE);
        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/crash"));
            tab.click("h1");
            site.onlySession("the session is open", Duration.ofSeconds(10), any -> true);
            tab.rest(Duration.ofSeconds(4));
            tab.click("#buy");
            tab.rest(Duration.ofMillis(600));
            Instant crashed = Instant.now();
            tab.crash();
            JsonNode closed = site.endedSession(Duration.ofSeconds(25));
            assertThat(closed.at("/end/reason").asText()).isEqualTo("closed");
            assertThat(recording(lastseen, closed)).doesNotContain("the last moment");

            Tab next = visitor.openWindow();
            next.navigate(customer.url("/crash"));
            next.click("h1");
            String id = closed.get("id").asText();
            JsonNode session = Eventually.get("the first session has crashed", Duration.ofSeconds(25), site::sessions,
                    all -> all.size() == 2 && all.stream().anyMatch(one -> isCrashed(one, id)))
                    .stream().filter(one -> isCrashed(one, id)).findFirst().orElseThrow();
            assertThat(Instant.parse(session.get("endedAt").asText())).isBetween(crashed.minusSeconds(1), crashed.plusSeconds(1));
            Eventually.isTrue("its last moment is in its recording", Duration.ofSeconds(20),
                    () -> recording(lastseen, session).contains("the last moment"));
        }
    }

    private static boolean isCrashed(JsonNode session, String id) {
        return session.get("id").asText().equals(id) && session.at("/end/reason").asText().equals("crashed");
    }

    private static String recording(Lastseen lastseen, JsonNode session) throws Exception {
        return Recording.of(lastseen.api(), session).events().toString();
    }
}
