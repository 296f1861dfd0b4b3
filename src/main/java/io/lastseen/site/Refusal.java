package io.lastseen.site;

import java.util.Locale;

/** Why a door did not take something. */
public enum Refusal {
    WRONG_KEY,
    ORIGIN_NOT_ALLOWED,
    PAUSED,
    TOO_LARGE,
    MALFORMED,
    TRUNCATED,
    UNKNOWN_CODEC,
    FUTURE_VERSION,
    CONFLICT,
    ERASED,
    ASSETS_SPENT,
    OVERLOADED;

    /** As the API and the database write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Refusal of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
