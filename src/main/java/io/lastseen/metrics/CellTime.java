package io.lastseen.metrics;

/** The times of which a {@link Cell} keeps how often each occurred. Stored by ordinal: new ones go to the end. */
enum CellTime {
    /** Engaged time, of the session or of the page. */
    SPENT,
    /** Wall time, likewise. */
    OPEN,
    /** From the end to the decision. */
    KNOWN
}
