package io.lastseen.e2e.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A frame as docs/wire-format.md lays it out, built without the service's own code so that both are checked. */
public record Frame(int version, int codec, String header, byte[] payload) {
    public static final int NONE = 0;
    public static final int STORED = 1;
    public static final int GZIP = 2;
    private static final int HEAD = 16;

    public byte[] bytes() {
        return bytes(0, 0);
    }

    /** @param ageMs milliseconds from sealing to this sending */
    public byte[] bytes(int flags, int ageMs) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + text.length + payload.length)
                .put((byte) 'L').put((byte) 'S').put((byte) version).put((byte) codec)
                .putShort((short) text.length).putShort((short) flags).putInt(payload.length).putInt(ageMs)
                .put(text).put(payload).array();
    }

    public byte[] cutInHalf() {
        byte[] whole = bytes();
        return Arrays.copyOf(whole, whole.length / 2);
    }

    public Frame withVersion(int other) {
        return new Frame(other, codec, header, payload);
    }

    public Frame withCodec(int other) {
        return new Frame(version, other, header, payload);
    }

    public Frame withPayload(byte[] other) {
        return new Frame(version, codec, header, other);
    }
}
