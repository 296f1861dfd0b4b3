package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedParts.class)
@DisplayName("Under a strict content security policy with Trusted Types")
class StrictPolicyIT {
    /** Scripts from the service alone: no inline stub, no worker, no policy of its own. */
    private static final String POLICY = "default-src 'none'; script-src %1$s; connect-src %1$s%2$s; style-src 'self'; "
            + "img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'";

    @ParameterizedTest(name = "with the WebSocket allowed: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("it records and knows the end, and says at most one line")
    void records(boolean webSocket, Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Strict", customer.origin());
        String service = lastseen.origin();
        String socket = webSocket ? " " + service.replace("http", "ws") : "";
        String path = "/strict/" + webSocket;
        customer.page(path, CustomerSite.html("Strict", """
                <script async src="%s/lastseen.js" data-site="%s"></script>""".formatted(service, site.writeKey()),
                "<h1>Strict</h1><button>Nothing</button>"),
                Map.of("Content-Security-Policy", POLICY.formatted(service, socket)));

        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url(path));
            tab.click("button");
            JsonNode open = site.onlySession("the session is open", Duration.ofSeconds(10), any -> true);
            Eventually.isTrue("its recording begins with a keyframe", Duration.ofSeconds(10), () -> hasKeyframe(lastseen, open));
            assertThat(tab.console().lines()).hasSizeLessThanOrEqualTo(1);
            tab.close();
        }
        JsonNode ended = site.endedSession(Duration.ofSeconds(10));
        assertThat(ended.at("/end/reason").asText()).isEqualTo("closed");
        assertThat(Recording.of(lastseen.api(), ended).events())
                .anySatisfy(event -> assertThat(event.get("type").asInt()).as("full snapshot").isEqualTo(2));
    }

    private static boolean hasKeyframe(Lastseen lastseen, JsonNode session) throws IOException, InterruptedException {
        return Recording.of(lastseen.api(), session).chunks().stream().anyMatch(chunk -> chunk.get("keyframe").asBoolean());
    }
}
