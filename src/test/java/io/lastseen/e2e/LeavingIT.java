package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A visitor who goes to another host")
class LeavingIT {
    /** The left grace is 10 s; what follows is the loop and the poll. */
    private static final Duration KNOWN = Duration.ofSeconds(15);

    @Test
    @DisplayName("by a link, on coming back soon after closing, has left for that host, in the same session")
    void by_a_link_has_left_for_that_host(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Leaving", customer.origin());
        customer.recordedPage("/leaving", "Offers", site.snippet(), """
                <h1>Offers</h1><a id="out" href="%s/outside">Our partner</a>""".formatted(customer.otherHost()));
        customer.page("/outside", CustomerSite.html("Outside", "", "<h1>Outside</h1>"));

        try (Visitor visitor = chromium.visitor()) {
            Tab first = visitor.openWindow();
            first.navigate(customer.url("/leaving"));
            first.click("h1");
            first.close();
            JsonNode closed = site.endedSession(Duration.ofSeconds(10));
            assertThat(closed.at("/end/reason").asText()).isEqualTo("closed");

            Tab second = visitor.openWindow();
            second.navigate(customer.url("/leaving"));
            second.click("h1");
            Instant before = Instant.now();
            second.click("#out");
            second.waitForPath("/outside");
            Instant after = Instant.now();

            JsonNode left = site.onlySession("the visit has ended by leaving", KNOWN,
                    session -> session.at("/end/reason").asText().equals("left"));
            assertThat(left.get("id")).isEqualTo(closed.get("id"));
            assertThat(left.at("/end/revision").asInt()).isGreaterThan(closed.at("/end/revision").asInt());
            assertThat(left.at("/end/detail").asText()).isEqualTo(URI.create(customer.otherHost()).getAuthority());
            assertThat(left.at("/exit/path").asText()).isEqualTo("/leaving");
            assertThat(Instant.parse(left.get("endedAt").asText())).isBetween(before.minusSeconds(1), after.plusSeconds(1));
        }
    }

    @Test
    @DisplayName("by typing an address has left too")
    void by_typing_an_address_has_left(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Typing", customer.origin());
        customer.recordedPage("/typing", "Offers", site.snippet(), "<h1>Offers</h1>");
        customer.page("/elsewhere", CustomerSite.html("Elsewhere", "", "<h1>Elsewhere</h1>"));

        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/typing"));
            tab.click("h1");
            site.onlySession("the session is open", Duration.ofSeconds(10), any -> true);
            tab.navigate(customer.otherHost() + "/elsewhere");
            assertThat(site.endedSession(KNOWN).at("/end/reason").asText()).isEqualTo("left");
        }
    }
}
