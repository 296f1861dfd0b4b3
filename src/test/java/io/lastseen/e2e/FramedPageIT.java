package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A page in an iframe of the shop")
class FramedPageIT {
    /** After the close grace of 5 s an end would be decided. */
    private static final Duration LONGER_THAN_ANY_GRACE = Duration.ofSeconds(7);

    @Test
    @DisplayName("makes no session and no view of its own, and ends nobody when it goes")
    void ends_nobody(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Framed", customer.origin());
        customer.recordedPage("/framed/shop", "Shop", site.snippet(), """
                <h1>Shop</h1><iframe id="inner" src="/framed/inner" width="600" height="300"></iframe>
                <button id="away" onclick="inner.remove()">Close the leaflet</button><a id="more" href="#more">More</a>""");
        customer.recordedPage("/framed/inner", "Leaflet", site.snippet(), "<p>Leaflet</p>");
        customer.page("/framed/plain", CustomerSite.html("Plain", "", "<p>Another leaflet</p>"));

        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/framed/shop"));
            tab.waitFor("inner.contentDocument.readyState === 'complete' && inner.contentDocument.body.innerText === 'Leaflet'");
            tab.click("h1"); // An automated browser is nobody before its first trusted input.
            site.onlySession("the session is open", Duration.ofSeconds(10), any -> true);
            tab.evaluate("inner.contentWindow.location.href = '/framed/plain'; 0");
            tab.waitFor("inner.contentDocument?.body?.innerText === 'Another leaflet'");
            tab.evaluate("inner.contentWindow.location.href = '/framed/inner'; 0");
            tab.waitFor("inner.contentDocument?.body?.innerText === 'Leaflet'");
            tab.click("#away");
            tab.rest(LONGER_THAN_ANY_GRACE);
            tab.click("#more");

            JsonNode open = site.onlySession("still one session", Duration.ofSeconds(2), any -> true);
            assertThat(open.get("state").asText()).isEqualTo("open");
            assertThat(open.get("end").isNull()).isTrue();
            tab.close();
        }
        JsonNode ended = site.endedSession(Duration.ofSeconds(10));
        assertThat(ended.at("/end/reason").asText()).isEqualTo("closed");
        assertThat(ended.get("views").asInt()).isEqualTo(1);
        assertThat(ended.at("/exit/path").asText()).isEqualTo("/framed/shop");
    }
}
