package io.lastseen.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a recorder makes them, for tests. */
public final class Frames {
    public static final String HEADER = """
        {"v":"visitor_visitor_","t":"tab_tab_tab_tab_","d":"document_documen","o":1767000000000,"at":3000,"s":0,"f":10,"l":2900,\
        "k":true,"e":[{"n":1,"t":10,"k":"load","nav":"navigate","url":"https://shop.example/","vis":"visible","focus":true}]}""";
    public static final byte[] PAYLOAD = "[]".getBytes(StandardCharsets.UTF_8);

    private Frames() {
    }

    public static byte[] chunk() {
        return frame(1, 1, HEADER, PAYLOAD);
    }

    public static byte[] frame(int version, int codec, String header, byte[] payload) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + head.length + payload.length)
            .put((byte) 'L').put((byte) 'S').put((byte) version).put((byte) codec)
            .putShort((short) head.length).putShort((short) 0).putInt(payload.length).putInt(0)
            .put(head).put(payload).array();
    }
}
