package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a source is; {@code REFERRAL} is any other. */
enum SourceKind {
    SEARCH,
    SOCIAL,
    VIDEO,
    SHOPPING,
    ASSISTANT,
    MAIL,
    REFERRAL;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SourceKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
