package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a step of a funnel asks for: a page shown, an event the site tracks, an element clicked. */
public enum StepKind {
    PATH,
    EVENT,
    CLICK;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StepKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
