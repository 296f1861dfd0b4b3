package io.lastseen.e2e.endings;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.TestSite;
import io.lastseen.e2e.browser.BrowserTab;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.OwnBrowser;
import io.lastseen.e2e.browser.Person;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One visit: a site of its own with two recorded pages, a host outside, and somebody with a browser. */
final class Scene implements AutoCloseable {
    /** Longer than every grace of a certain ending, so that whoever is taken for gone shows. */
    static final Duration PAST_GRACES = Duration.ofSeconds(14);

    private static final Duration KNOWN = Duration.ofSeconds(15);
    private static final String BODY = """
            <h1>%s</h1><a id="next" href="%s">Next</a> <a id="new" target="_blank" href="%s">In a new tab</a>
            <a id="out" href="%s">Partner</a> <a id="plain" href="%s">Terms</a>
            <form method="post" action="%s"><button id="pay">Pay</button></form>""";

    private final Stage stage;
    private final String path = "/" + UUID.randomUUID().toString().substring(0, 8);
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private TestSite site;

    Scene(Stage stage) throws Exception {
        this.stage = stage;
        recordedBy(stage.api(), stage.api().service());
    }

    /** The pages' recorder comes from that service, by that way. */
    void recordedBy(Api api, Object origin) throws Exception {
        CustomerSite customer = stage.customer();
        site = TestSite.create(api, path, customer.origin());
        api.patch("/api/v1/sites/" + site.id(), Map.of("paymentHosts", List.of("pay.localhost")));
        String snippet = site.snippetFrom(origin);
        recordedPage("/one", snippet, "/two");
        recordedPage("/two", snippet, "/one");
        customer.page(path + "/plain", CustomerSite.html("Terms", "", "<h1>Terms</h1>"));
        customer.page(path + "/payment", CustomerSite.html("Payment", "", "<h1>Payment</h1><a id=\"back\" href=\"%s\">Back</a>".formatted(url("/two"))));
        customer.page(path + "/outside", CustomerSite.html("Outside", "", "<h1>Outside</h1>"));
    }

    private void recordedPage(String page, String snippet, String next) {
        stage.customer().recordedPage(path + page, page, snippet, BODY.formatted(page, url(next), url(next), outside(), url("/plain"),
                payment()));
    }

    Stage stage() {
        return stage;
    }

    String url(String page) {
        return stage.customer().url(path + page);
    }

    String outside() {
        return stage.customer().otherHost() + path + "/outside";
    }

    /** At a third host, which the site names as one that takes payments. */
    private String payment() {
        return url("/payment").replace("//localhost", "//pay.localhost");
    }

    /** Somebody, in a browser that others use too. */
    Person person() {
        return visitor();
    }

    /** The same, where what is done is Chromium's alone. */
    Visitor visitor() {
        return kept(stage.chromium().visitor());
    }

    /** A browser that can end. */
    OwnBrowser ownBrowser() {
        return kept(Chromium.start());
    }

    void rest(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }

    <T extends AutoCloseable> T kept(T part) {
        toClose.push(part);
        return part;
    }

    /** Opens the first page in a window and shows to be a person. */
    <T extends BrowserTab> T arrives(T tab) {
        tab.navigate(url("/one"));
        shows(tab);
        isOpen();
        return tab;
    }

    BrowserTab arrives(Person person) {
        return arrives(person.openWindow());
    }

    /** A click, once the recorder runs on the page. */
    void shows(BrowserTab tab) {
        tab.waitFor("window.lastseen && lastseen.debug && lastseen.debug().startsWith('recording')");
        tab.click("h1");
    }

    private void isOpen() {
        try {
            site.onlySession("one open session", KNOWN, session -> session.get("state").asText().equals("open"));
        } catch (AssertionError unknown) {
            throw new WrongVerdict("somebody came: " + unknown.getMessage());
        }
    }

    /** Waits longer than any grace and finds the visit still open, as it has always been. */
    void isStillThereAfterAllGraces(BrowserTab tab) throws Exception {
        tab.rest(PAST_GRACES);
        isStillThere();
        shows(tab);
    }

    void isStillThere() throws Exception {
        List<JsonNode> sessions = site.sessions();
        if (sessions.size() != 1 || !sessions.get(0).get("state").asText().equals("open")) {
            throw new WrongVerdict("somebody is still there: " + sessions);
        }
    }

    TestSite site() {
        return site;
    }

    @Override
    public void close() throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }
}
