package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A tab: goes to pages, is looked into, is used with real mouse and keyboard input, and is closed. */
public final class Tab implements BrowserTab {
    private static final Duration PAGE = Duration.ofSeconds(30);

    private final CdpConnection connection;
    private final String target;
    private final String session;
    private final Console console = new Console();
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private final Set<String> requested = ConcurrentHashMap.newKeySet();
    private final Hand hand;

    private Tab(CdpConnection connection, String target, String session) {
        this.connection = connection;
        this.target = target;
        this.session = session;
        this.hand = new Hand(this);
    }

    static Tab attach(CdpConnection connection, String target) {
        String session = connection.ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").asText();
        Tab tab = new Tab(connection, target, session);
        connection.listen(event -> {
            if (event.session().equals(session)) {
                tab.on(event);
            }
        });
        tab.ask("Page.enable", Map.of());
        tab.ask("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
        tab.ask("Runtime.enable", Map.of());
        tab.ask("Log.enable", Map.of());
        return tab;
    }

    private void on(CdpConnection.Event event) {
        console.on(event);
        if (event.method().equals("Page.lifecycleEvent") && event.params().path("name").asText().equals("load")) {
            loaded.add(event.params().path("loaderId").asText());
        } else if (event.method().equals("Network.requestWillBeSent")) {
            requested.add(event.params().at("/request/url").asText());
        }
    }

    JsonNode ask(String method, Map<String, ?> params) {
        return connection.ask(session, method, params);
    }

    public Console console() {
        return console;
    }

    /** From now on {@link #requested} knows what the tab asks for; what matches a pattern ({@code *} stands for anything) fails. */
    public void watchRequests(List<String> blocked) {
        ask("Network.enable", Map.of());
        ask("Network.setBlockedURLs", Map.of("urls", blocked));
    }

    /** Scroll bars take no room, as on phones and Macs: a replay has none. */
    public void hideScrollbars() {
        ask("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    /** Addresses that the tab asked for, also those that were blocked or in the cache. */
    public Set<String> requested() {
        return Set.copyOf(requested);
    }

    /** As if the address were typed; returns when the page has loaded. */
    @Override
    public void navigate(String url) {
        JsonNode answer = ask("Page.navigate", Map.of("url", url));
        if (answer.has("errorText")) {
            throw new IllegalStateException(url + ": " + answer.get("errorText").asText());
        }
        String loader = answer.path("loaderId").asText();
        Eventually.isTrue(url + " loads", PAGE, () -> loader.isEmpty() || loaded.contains(loader));
    }

    @Override
    public void reload() {
        String before = evaluate("String(performance.timeOrigin)").asText();
        startReload();
        waitFor("String(performance.timeOrigin) !== '" + before + "' && document.readyState === 'complete'");
    }

    /** Runs an expression in the page, waits for its promise, and gives its value. */
    @Override
    public JsonNode evaluate(String expression) {
        JsonNode answer = ask("Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression.substring(0, Math.min(120, expression.length())) + ": "
                    + answer.at("/exceptionDetails/exception/description").asText(answer.toString()));
        }
        return answer.path("result").path("value");
    }

    @Override
    public void waitFor(String expression, Duration within) {
        Eventually.isTrue(expression, within, () -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    /** Moves the mouse to the first element that the selector finds, and clicks it. */
    @Override
    public void click(String selector) {
        hand.click(selector);
    }

    @Override
    public void press() {
        hand.press();
    }

    @Override
    public void moveTo(String selector) {
        hand.moveTo(selector);
    }

    /** Clicks into a field and types. */
    public void type(String selector, String text) {
        hand.click(selector);
        hand.type(text);
    }

    /** Turns the mouse wheel, and waits until the page has scrolled. */
    public void scroll(int pixels) {
        hand.scroll(pixels);
    }

    @Override
    public void bringToFront() {
        ask("Page.bringToFront", Map.of());
    }

    public byte[] screenshot() {
        return java.util.Base64.getDecoder().decode(ask("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
    }

    /** As the browser's back button does. */
    @Override
    public void back() {
        JsonNode history = ask("Page.getNavigationHistory", Map.of());
        int before = history.get("currentIndex").asInt() - 1;
        connection.tell(session, "Page.navigateToHistoryEntry", Map.of("entryId", history.get("entries").get(before).get("id").asInt()));
    }

    /** Reloads again without waiting for anything, as an impatient person does. */
    @Override
    public void startReload() {
        connection.tell(session, "Page.reload", Map.of());
    }

    /** Ends the page's process. */
    public void crash() {
        connection.tell(session, "Page.crash", Map.of());
    }

    /** The browser believes that the network is gone, or back. */
    public void offline(boolean gone) {
        ask("Network.enable", Map.of());
        ask("Network.emulateNetworkConditions", Map.of("offline", gone, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Runs in every page that this tab loads from now on, before anything of the page. */
    public void beforeEveryLoad(String script) {
        ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    @Override
    public String id() {
        return target;
    }

    /** Closes the tab as its cross does; returns the instant before, on this machine's clock. */
    @Override
    public Instant close() {
        Instant now = Instant.now();
        connection.ask("Target.closeTarget", Map.of("targetId", target));
        return now;
    }
}
