package io.lastseen.metrics;

/** What a {@link Cell} counts of sessions. Stored by ordinal: new ones go to the end. */
enum CellCount {
    SESSIONS,
    /** Of these, those that have ended; so are all that follow but {@link #SHOWN} and {@link #REOPENED}. */
    ENDED,
    SHOWN,
    BOUNCED,
    SINGLE_VIEW,
    NOT_ENGAGED,
    BOUGHT,
    PROVISIONAL,
    REOPENED
}
