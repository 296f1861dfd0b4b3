package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Eventually;
import java.time.Duration;
import java.time.Instant;

/** A tab, whatever browser it belongs to, as a person uses it. */
public interface BrowserTab {
    Duration PAGE = Duration.ofSeconds(30);

    /** As if the address were typed; returns when the page has loaded. */
    void navigate(String url);

    void reload();

    /** Reloads without waiting for anything. */
    void startReload();

    /** The back button; without waiting. */
    void back();

    JsonNode evaluate(String expression);

    void click(String selector);

    void moveTo(String selector);

    /** A click where the mouse is. */
    void press();

    void bringToFront();

    /** Of the tab, in the browser. */
    String id();

    /** Closes the tab as its cross does; returns the instant before, on this machine's clock. */
    Instant close();

    /** Waits until the expression is truthy; a page being replaced meanwhile is not an error. */
    default void waitFor(String expression, Duration within) {
        Eventually.isTrue(expression, within, () -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    default void waitFor(String expression) {
        waitFor(expression, PAGE);
    }

    default void waitForPath(String path) {
        waitFor("location.pathname === '" + path + "' && document.readyState === 'complete'");
    }

    /** A person who does nothing for that long. */
    default void rest(Duration pause) {
        Instant until = Instant.now().plus(pause);
        Eventually.isTrue("rest", pause.plusSeconds(1), () -> !Instant.now().isBefore(until));
    }
}
