package io.lastseen.engagement;

import java.util.Locale;

/** Why a session ended; {@code BOT} and {@code UNSEEN} are no sessions of a person and are not counted. */
public enum Reason {
    CLOSED, LEFT, PARKED, IDLE, SUSPENDED, LOST, CRASHED, SIGNED_OUT, STOPPED, LIMIT, SUPERSEDED, BOT, UNSEEN;

    /** The name in the API: lower case, as {@code signed_out}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Reason of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
