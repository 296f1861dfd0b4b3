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
@DisplayName("The player")
class VerdictShownIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    @DisplayName("shows who is there and how they come and go by itself, and how an end came to be known that a return undid")
    void shows_who_is_there_and_how_the_end_came_to_be_known(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Live", customer.origin());
        customer.recordedPage("/live", "Live", site.snippet(), "<h1>Here</h1><button>Press</button>");
        try (Visitor visitor = chromium.visitor(); Visitor viewer = chromium.visitor()) {
            Tab live = viewer.openWindow();
            live.navigate(lastseen.origin() + "/access?token=" + lastseen.api().token());
            live.navigate(lastseen.origin() + "/live?site=" + site.id());
            live.waitFor("document.querySelector('[data-live-count=\"0\"]')", SOON);

            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/live"));
            tab.click("button");
            live.waitFor("document.querySelector('a[data-state=engaged]')?.textContent.includes('/live')", SOON);
            Tab other = visitor.openTab();
            live.waitFor("document.querySelector('a[data-state=away]')", SOON);
            live.click("li[data-state=quiet] > button");
            live.waitFor("location.search.includes('live=quiet') && document.body.textContent.includes('Nobody is quiet now')", SOON);

            tab.close();
            JsonNode ended = site.onlySession("the session has ended", SOON, session -> session.get("state").asText().equals("ended"));
            live.waitFor("document.querySelector('[data-live-count=\"0\"]')", SOON);
            other.navigate(customer.url("/live"));
            other.click("button");
            site.onlySession("the visitor is back", SOON, session -> session.get("state").asText().equals("open"));
            other.close();
            site.onlySession("it has ended again", SOON, session -> session.get("state").asText().equals("ended"));

            Tab page = PlayerPage.open(viewer, lastseen, ended.get("id").asText(), Instant.parse(ended.get("startedAt").asText())).tab();
            page.click("section[aria-label='How it ended'] .history button");
            page.waitFor("document.querySelectorAll('[data-revision]').length === 3", SOON);
            assertThat(page.evaluate("[...document.querySelectorAll('[data-revision]')].map(one => one.textContent).join('|')").asText())
                .contains("Provisional: a return would reopen it", "Came back", "The visitor came back, to /live.", "Undone by a return");
            assertThat(page.evaluate("document.querySelectorAll('[data-tab] .lane-hidden').length").asInt()).isEqualTo(1);
            assertThat(page.evaluate("document.querySelectorAll('[data-tab] .exit').length").asInt()).isPositive();
            assertThat(page.evaluate("document.querySelectorAll('[data-known]').length").asInt()).isEqualTo(1);
        }
    }
}
