package io.lastseen.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the body of an asset request (docs/wire-format.md, "Assets"). */
public final class AssetMessageParser {
    private static final short MAGIC = (short) ('L' << 8 | 'A');
    private static final int VERSION = 1;

    private final AssetHeaderParser headers = new AssetHeaderParser();

    /** Contents are views of {@code bytes}, which must not change. */
    public Parsed<AssetMessage> parse(byte[] bytes) {
        if (bytes.length > WireLimits.ASSET_MESSAGE_BYTES) {
            return refused(WireRefusal.TOO_LARGE, "The message is longer than " + WireLimits.ASSET_MESSAGE_BYTES + " bytes.");
        }
        if (bytes.length < WireLimits.ASSET_PREFIX_BYTES) {
            return refused(WireRefusal.TRUNCATED, "The message is shorter than its 8 byte prefix.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getShort() != MAGIC) {
            return refused(WireRefusal.MALFORMED, "The message does not begin with 'LA'.");
        }
        int version = in.get() & 0xff;
        if (version > VERSION) {
            return refused(WireRefusal.FUTURE_VERSION,
                "The message has version " + version + "; this service reads version " + VERSION + ". Update the service first.");
        }
        if (version != VERSION || in.get() != 0) {
            return refused(WireRefusal.MALFORMED, "There is no such version.");
        }
        long header = in.getInt() & 0xffffffffL;
        if (header > WireLimits.ASSET_HEADER_BYTES) {
            return refused(WireRefusal.TOO_LARGE, "A header holds at most " + WireLimits.ASSET_HEADER_BYTES + " bytes.");
        }
        if (header > in.remaining()) {
            return refused(WireRefusal.TRUNCATED, "The message ends within its header.");
        }
        ByteBuffer contents = in.slice(in.position() + (int) header, in.remaining() - (int) header);
        return parse(in.slice(in.position(), (int) header), contents);
    }

    private Parsed<AssetMessage> parse(ByteBuffer header, ByteBuffer contents) {
        try {
            return new Parsed.Accepted<>(headers.parse(header, contents));
        } catch (BadHeader e) {
            return refused(WireRefusal.MALFORMED, e.getMessage());
        } catch (IOException e) {
            return refused(WireRefusal.MALFORMED, "The header is not the JSON that docs/wire-format.md describes.");
        }
    }

    private static Parsed<AssetMessage> refused(WireRefusal reason, String detail) {
        return new Parsed.Refused<>(reason, detail);
    }
}
