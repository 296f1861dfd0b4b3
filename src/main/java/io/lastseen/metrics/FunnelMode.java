package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the steps of a funnel must follow each other within a session. */
public enum FunnelMode {
    /** Each some time after the one before it; anything may lie between. */
    SEQUENTIAL,
    /** Each on the page of the one before it, or as the next page: no other page lies between. */
    STRICT,
    /** In any order; a step is reached when it and all before it in the list were done. */
    ANY;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FunnelMode> of(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }
}
