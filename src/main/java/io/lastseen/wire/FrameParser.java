package io.lastseen.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Reads the body of a chunk or beacon request. */
public final class FrameParser {
    private static final short MAGIC = (short) ('L' << 8 | 'S');
    private static final int VERSION = 1;
    private static final int UNLOADING = 1;
    private static final int BUFFERED = 2;

    private final HeaderParser headers = new HeaderParser();

    public Parsed<Frame> parse(byte[] bytes) {
        if (bytes.length > WireLimits.FRAME_BYTES) {
            return refused(WireRefusal.TOO_LARGE, "The frame is longer than " + WireLimits.FRAME_BYTES + " bytes.");
        }
        if (bytes.length < WireLimits.FRAME_PREFIX_BYTES) {
            return refused(WireRefusal.TRUNCATED, "The frame is shorter than its 16 byte prefix.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getShort() != MAGIC) {
            return refused(WireRefusal.MALFORMED, "The frame does not begin with 'LS'.");
        }
        int version = in.get() & 0xff;
        if (version > VERSION) {
            return refused(WireRefusal.FUTURE_VERSION,
                "The frame has version " + version + "; this service reads version " + VERSION + ". Update the service first.");
        }
        if (version != VERSION) {
            return refused(WireRefusal.MALFORMED, "There is no version " + version + ".");
        }
        int codecByte = in.get() & 0xff;
        Optional<Codec> codec = Codec.of(codecByte);
        if (codec.isEmpty()) {
            return refused(WireRefusal.UNKNOWN_CODEC, "There is no codec " + codecByte + ".");
        }
        int headerLength = in.getShort() & 0xffff;
        int flags = in.getShort() & 0xffff;
        long payloadLength = in.getInt() & 0xffffffffL;
        long ageMs = in.getInt() & 0xffffffffL;
        return sized(bytes, codec.get(), headerLength, flags, payloadLength, ageMs);
    }

    /**
     * A chunk as it lies in a segment. What belonged to its sending is not there any more: it counts as buffered.
     *
     * @param sealed header and payload
     */
    public Parsed<Frame> stored(byte[] sealed, int headerLength, int codecByte) {
        Optional<Codec> codec = Codec.of(codecByte);
        if (codec.isEmpty()) {
            return refused(WireRefusal.UNKNOWN_CODEC, "There is no codec " + codecByte + ".");
        }
        Parsed<Header> header = headers.parse(sealed, 0, headerLength, true);
        if (header instanceof Parsed.Refused<Header> no) {
            return refused(no.reason(), no.detail());
        }
        return new Parsed.Accepted<>(new Frame(codec.get(), false, true, 0, ((Parsed.Accepted<Header>) header).value(), sealed, headerLength));
    }

    private Parsed<Frame> sized(byte[] bytes, Codec codec, int headerLength, int flags, long payloadLength, long ageMs) {
        if (headerLength > WireLimits.HEADER_BYTES || payloadLength > WireLimits.PAYLOAD_BYTES) {
            return refused(WireRefusal.TOO_LARGE, "A header holds at most " + WireLimits.HEADER_BYTES
                + " bytes and a payload at most " + WireLimits.PAYLOAD_BYTES + ".");
        }
        if (bytes.length != WireLimits.FRAME_PREFIX_BYTES + headerLength + payloadLength) {
            return refused(WireRefusal.TRUNCATED, "The frame has " + bytes.length + " bytes, its prefix says "
                + (WireLimits.FRAME_PREFIX_BYTES + headerLength + payloadLength) + ".");
        }
        if ((codec == Codec.NONE) != (payloadLength == 0)) {
            return refused(WireRefusal.MALFORMED, "A payload needs a codec, and a codec needs a payload.");
        }
        byte[] body = Arrays.copyOfRange(bytes, WireLimits.FRAME_PREFIX_BYTES, bytes.length);
        Parsed<Header> header = headers.parse(body, 0, headerLength, payloadLength > 0);
        if (header instanceof Parsed.Refused<Header> no) {
            return refused(no.reason(), no.detail());
        }
        return new Parsed.Accepted<>(new Frame(codec, (flags & UNLOADING) != 0, (flags & BUFFERED) != 0, ageMs,
            ((Parsed.Accepted<Header>) header).value(), body, headerLength));
    }

    private static Parsed<Frame> refused(WireRefusal reason, String detail) {
        return new Parsed.Refused<>(reason, detail);
    }
}
