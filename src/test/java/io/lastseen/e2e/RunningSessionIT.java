package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A session that still runs")
class RunningSessionIT {

    @Test
    @DisplayName("is listed as open and opens in the player by the link the page knows")
    void opens_by_the_link_the_page_knows(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Running", customer.origin());
        customer.recordedPage("/running", "Running", site.snippet(), """
                <h1>Waiting</h1><button onclick="document.querySelector('h1').textContent = 'Changed'">Change</button>""");
        try (Visitor visitor = chromium.visitor(); Visitor viewer = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/running"));
            tab.click("button");
            Instant changed = Instant.now();
            JsonNode open = site.onlySession("the session is open", Duration.ofSeconds(10),
                    session -> session.get("state").asText().equals("open"));
            assertThat(open.get("end").isNull()).isTrue();

            String link = tab.evaluate("lastseen.replayUrl()").asText();
            assertThat(link).startsWith(lastseen.origin() + "/sessions/");
            PlayerPage player = PlayerPage.open(viewer, lastseen, link.substring(link.lastIndexOf('/') + 1),
                    Instant.parse(open.get("startedAt").asText()));
            Eventually.get("the change is shown", Duration.ofSeconds(15), () -> player.at(changed.plusMillis(500)),
                    page -> page.contains("Changed"));
            tab.close();
        }
    }
}
