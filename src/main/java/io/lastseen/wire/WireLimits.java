package io.lastseen.wire;

/** Bounds of version 1 (docs/wire-format.md). They belong to the format, so they are no settings. */
public final class WireLimits {
    public static final int FRAME_PREFIX_BYTES = 16;
    public static final int HEADER_BYTES = 16_384;
    public static final int PAYLOAD_BYTES = 2_097_152;
    public static final int FRAME_BYTES = FRAME_PREFIX_BYTES + HEADER_BYTES + PAYLOAD_BYTES;
    public static final int SIGNALS = 512;
    public static final int ASSET_MESSAGE_BYTES = 2_097_152;
    /** Of one image or font. */
    public static final int ASSET_BYTES = 1_048_576;
    static final int ASSET_PREFIX_BYTES = 8;
    static final int ASSET_HEADER_BYTES = 131_072;
    static final int ASSETS = 64;
    static final int ASSET_NAME = 1_024;
    static final int ASSET_PIXELS = 65_535;
    static final int ID_MIN = 16;
    static final int ID_MAX = 64;
    static final int TEXT = 1_024;
    static final int LONG_TEXT = 2_048;
    static final int DEPTH = 6;
    /** Milliseconds since a document's origin: 2^40 is 34 years. */
    static final long MAX_SINCE_ORIGIN = 1L << 40;
    /** Unix milliseconds: 2^46 is the year 4199. */
    static final long MAX_ORIGIN = 1L << 46;
    static final long MAX_NUMBER_IN_DOCUMENT = 1L << 40;

    private WireLimits() {
    }
}
