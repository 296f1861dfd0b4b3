package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Console;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import io.lastseen.e2e.customer.Wiretap;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("With the service away")
class ServiceAwayIT {
    private static final String PAGE = """
            <h1>Shop</h1><button id="buy" onclick="lastseen.track('bought', {}); document.title = 'Bought'">Buy</button>
            <a id="next" href="/away/next">Next</a>""";

    @Test
    @DisplayName("from the start, a page loads and works, and its console has at most one line")
    void from_the_start(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Away", customer.origin());
        try (ServerSocket free = new ServerSocket(0)) {
            String nobody = "http://localhost:" + free.getLocalPort();
            free.close();
            customer.recordedPage("/away", "Shop", site.snippetFrom(nobody), PAGE);
            customer.recordedPage("/away/next", "Next", "", "<h1>Next</h1>");
        }
        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/away"));
            tab.click("#buy");
            tab.waitFor("document.title === 'Bought'");
            tab.rest(Duration.ofSeconds(1));
            assertThat(tab.console().lines()).hasSizeLessThanOrEqualTo(1);
            tab.click("#next");
            tab.waitForPath("/away/next");
        }
    }

    @Test
    @DisplayName("in mid-visit, the page goes on working, the recorder says at most one line, and delivers when it is back")
    void in_mid_visit(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Away for a while", customer.origin());
        try (Wiretap wire = Wiretap.before(lastseen.api().service()); Visitor visitor = chromium.visitor()) {
            customer.recordedPage("/away/while", "Shop", site.snippetFrom(wire.origin()), PAGE);
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/away/while"));
            tab.click("h1");
            site.onlySession("the session is open", Duration.ofSeconds(10), any -> true);

            wire.cut();
            tab.click("#buy");
            tab.waitFor("document.title === 'Bought'");
            tab.rest(Duration.ofSeconds(4));
            assertThat(own(tab)).hasSizeLessThanOrEqualTo(1);
            wire.mend();

            Eventually.isTrue("what happened meanwhile arrives", Duration.ofSeconds(30),
                    () -> lastseen.api().get("/api/v1/sessions/" + site.sessions().get(0).get("id").asText() + "/timeline")
                            .get("marks").toString().contains("bought"));
            assertThat(own(tab)).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** What the page's scripts say; that a request failed is told by the browser, and no script can keep it from that. */
    private static List<Console.Line> own(Tab tab) {
        return tab.console().lines().stream().filter(line -> !line.text().contains("net::ERR_")).toList();
    }
}
