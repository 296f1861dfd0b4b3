package io.lastseen.wire;

import java.util.Optional;

/** How a frame's payload is packed. The service never unpacks it; the player does. */
public enum Codec {
    /** No payload: the frame carries signals alone. */
    NONE(0),
    /** The payload's bytes as they are. */
    STORED(1),
    /** One gzip member. */
    GZIP(2);

    private final int code;

    Codec(int code) {
        this.code = code;
    }

    /** The byte on the wire and in the chunk index. */
    public int code() {
        return code;
    }

    public static Optional<Codec> of(int code) {
        for (Codec codec : values()) {
            if (codec.code == code) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }
}
