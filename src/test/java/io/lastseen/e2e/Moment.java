package io.lastseen.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A document as text, as serialise.js writes it, at an instant on this machine's clock. */
record Moment(Instant at, String page) {
    private static final String SERIALISE = script();

    /** Nothing moves for that long before and after, so that clocks some hundredths apart see the same page. */
    private static final Duration STILL = Duration.ofMillis(600);

    /** What the tab's page is now, masked as it must be masked before it leaves the page. */
    static Moment of(Tab live) {
        live.rest(STILL);
        JsonNode taken = live.evaluate("({at: Date.now(), page: (" + SERIALISE + ")(document, true)})");
        live.rest(STILL);
        return new Moment(Instant.ofEpochMilli(taken.get("at").asLong()), taken.get("page").asText());
    }

    /** What the document is that the expression gives, written as it stands. */
    static String written(Tab tab, String document) {
        return tab.evaluate("(" + SERIALISE + ")(" + document + ", false)").asText();
    }

    private static String script() {
        try (InputStream in = Moment.class.getResourceAsStream("/e2e/serialise.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
