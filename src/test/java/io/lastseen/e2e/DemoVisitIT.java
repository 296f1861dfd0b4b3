package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A visit to the demo shop that ends by closing the tab")
class DemoVisitIT {
    private static final Duration KNOWN = Duration.ofSeconds(10);

    @Test
    @DisplayName("is known within ten seconds, replays what the page was, gives steps to a funnel, and counts in it as far as it went")
    void is_known_replays_and_counts(Lastseen lastseen, Chromium chromium) throws Exception {
        List<Moment> moments = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        Instant closedAt = walk(lastseen, chromium, moments, documents);

        JsonNode session = Eventually.get("the session has ended", KNOWN.minus(Duration.between(closedAt, Instant.now())),
                () -> lastseen.api().get("/api/v1/sessions/" + documents.get(0)), one -> one.get("state").asText().equals("ended"));
        assertThat(session.at("/end/reason").asText()).isEqualTo("closed");
        assertThat(session.at("/entry/path").asText()).isEqualTo("/demo/");
        assertThat(session.at("/exit/path").asText()).isEqualTo("/demo/cart");
        assertThat(session.get("views").asInt()).isEqualTo(4);
        assertThat(Instant.parse(session.get("endedAt").asText())).isBetween(closedAt.minusSeconds(1), closedAt.plusSeconds(1));

        String id = session.get("id").asText();
        Instant start = Instant.parse(Recording.of(lastseen.api(), session).manifest().get("startedAt").asText());
        try (Visitor viewer = chromium.visitor()) {
            PlayerPage player = PlayerPage.open(viewer, lastseen, id, start);
            for (Moment moment : moments) {
                assertThat(player.at(moment.at())).isEqualTo(moment.page());
            }
            player.at(moments.get(1).at());
            new PickedStep(lastseen, player.tab(), id).becomesAFunnelThatCountsTheVisit();
            endIsToldBesideHowSoonItWasKnown(lastseen, player.tab());
            theDayThatRunsIsMarkedAndPointsOpenTheVisit(lastseen, player.tab(), id);
            pathsLeadFromPageToPageToTheEnd(lastseen, player.tab(), id);
            theFunnelToldApartOpensTheVisit(lastseen, player.tab(), id);
        }
        funnelCountsCartAndNotCheckout(lastseen.api(), id);
    }

    private static void endIsToldBesideHowSoonItWasKnown(Lastseen lastseen, Tab tab) {
        tab.navigate(lastseen.origin() + "/ends?site=demo");
        tab.waitFor("document.querySelector('tbody th[scope=row]') && document.querySelector('.legend')");
        assertThat(tab.evaluate("[...document.querySelectorAll('tr:has(th[scope=row]) > *')].map(cell => cell.innerText.trim()).join('|')").asText())
            .matches("Closed the tab\\|1\\|100\\s?%\\|1\\|0\\|[56] s\\|[56] s");
        assertThat(tab.evaluate("document.querySelector('.legend').innerText.trim()").asText()).isEqualTo("Closed the tab");
    }

    private static void theDayThatRunsIsMarkedAndPointsOpenTheVisit(Lastseen lastseen, Tab tab, String session) {
        tab.navigate(lastseen.origin() + "/overview?site=demo");
        tab.waitFor("document.querySelectorAll('details tbody tr').length === 7");
        assertThat(tab.evaluate("[...document.querySelectorAll('details tbody th')].map(day => day.textContent.includes('so far')).join()").asText())
            .isEqualTo("false,false,false,false,false,false,true");
        assertThat(tab.evaluate("document.querySelector('main').innerText").asText()).contains("No visits in the 7 days before");
        tab.evaluate("document.querySelector('details tbody td a').click()");
        tab.waitFor("location.pathname === '/sessions' && document.querySelector('[data-session]')");
        assertThat(tab.evaluate("[...document.querySelectorAll('[data-session]')].map(row => row.dataset.session).join()").asText()).isEqualTo(session);
    }

    private static void pathsLeadFromPageToPageToTheEnd(Lastseen lastseen, Tab tab, String session) {
        tab.navigate(lastseen.origin() + "/flow?site=demo&start=/demo/guide");
        tab.waitFor("document.querySelectorAll('tbody tr').length === 3");
        assertThat(tab.evaluate("document.querySelector('tbody tr').innerText.split(/\\s*\\t\\s*/)[1]").asText()).isEqualTo("/demo/guide");
        assertThat(tab.evaluate("[...document.querySelectorAll('tbody tr')].at(-1).innerText").asText()).contains("/demo/cart", "Closed the tab");
        assertThat(tab.evaluate("document.querySelector('tbody .replays a').href").asText()).contains("/sessions/" + session);
        assertThat(tab.evaluate("document.querySelectorAll('svg path').length").asInt()).isGreaterThan(5);
    }

    private static void theFunnelToldApartOpensTheVisit(Lastseen lastseen, Tab tab, String session) {
        String numbers = "document.querySelectorAll('tr:has(th[scope=row]) td a')";
        tab.navigate(lastseen.origin() + "/funnels?site=demo#demo");
        tab.waitFor(numbers + ".length === 2 && document.querySelector('.drawn path')");
        assertThat(tab.evaluate("document.querySelector('tr:has(th[scope=row])').innerText.trim()").asText())
            .matches("direct\\s+1\\s+1\\s+0\\s+0\\s+0\\s?%");
        tab.evaluate(numbers + "[1].click()");
        tab.waitFor("document.querySelector('[data-session]') && document.querySelector('.filters').innerText.includes('reached Cart')");
        assertThat(tab.evaluate("[...document.querySelectorAll('[data-session]')].map(row => row.dataset.session).join()").asText()).isEqualTo(session);
    }

    private static Instant walk(Lastseen lastseen, Chromium chromium, List<Moment> moments, List<String> documents) {
        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.navigate(lastseen.origin() + "/demo/");
            tab.waitFor("lastseen.replayUrl && lastseen.replayUrl()");
            documents.add(tab.evaluate("lastseen.replayUrl().split('/').at(-1)").asText());
            tab.scroll(300);
            tab.click("a[href='/demo/guide']");
            tab.waitForPath("/demo/guide");
            tab.scroll(600);
            moments.add(Moment.of(tab));
            tab.click("main a[href^='/demo/products/']");
            tab.waitFor("location.pathname.startsWith('/demo/products/') && document.readyState === 'complete'");
            moments.add(Moment.of(tab));
            tab.click("main form[data-add] button");
            tab.click("a[href='/demo/cart']");
            tab.waitForPath("/demo/cart");
            tab.type("#voucher", "Ada Lovelace");
            moments.add(Moment.of(tab));
            return tab.close();
        }
    }

    private static void funnelCountsCartAndNotCheckout(Api api, String session) throws Exception {
        JsonNode funnel = api.items("/api/v1/funnels?site=demo").get(0);
        JsonNode report = api.get("/api/v1/funnels/" + funnel.get("id").asText() + "/report?session=" + session);
        int cart = step(funnel, "/demo/cart");
        int checkout = step(funnel, "/demo/checkout");
        assertThat(report.at("/steps/" + cart + "/reached").asInt()).isEqualTo(1);
        assertThat(report.at("/steps/" + checkout + "/reached").asInt()).isZero();
        assertThat(report.at("/session/last").asInt()).isEqualTo(cart);
    }

    private static int step(JsonNode funnel, String path) {
        for (int i = 0; i < funnel.get("steps").size(); i++) {
            if (funnel.at("/steps/" + i + "/match").asText().equals(path)) {
                return i;
            }
        }
        throw new AssertionError("the funnel has no step " + path + ": " + funnel);
    }
}
