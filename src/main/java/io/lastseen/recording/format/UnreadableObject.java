package io.lastseen.recording.format;

/** Bytes that are no object of ours, or no longer. The only failure of reading one. */
public final class UnreadableObject extends RuntimeException {

    /** Why it cannot be read. */
    public enum Reason {
        /** Too few bytes for what they should be. */
        TOO_SHORT,
        /** Its first or last bytes are not those of the kind that was asked for. */
        WRONG_KIND,
        /** Written by a newer version of the service. */
        FUTURE_VERSION,
        /** A checksum does not match. */
        CHECKSUM,
        /** The checksum matches, but what stands there contradicts itself. */
        CONTRADICTION
    }

    private final Reason reason;

    public UnreadableObject(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
