package io.lastseen.wire;

/** Why bytes are no frame. The set is closed; `ingest` maps it to HTTP in one place. */
public enum WireRefusal {
    /** The bytes end before the lengths in the frame say, or go on after it. */
    TRUNCATED,
    /** Not a frame, or a header that breaks a rule of docs/wire-format.md. */
    MALFORMED,
    /** A version this service does not know yet. */
    FUTURE_VERSION,
    /** A codec this service does not know. */
    UNKNOWN_CODEC,
    /** Header or payload longer than the format allows. */
    TOO_LARGE
}
