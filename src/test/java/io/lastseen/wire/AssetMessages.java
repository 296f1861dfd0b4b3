package io.lastseen.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asset messages as a recorder makes them, for tests. */
public final class AssetMessages {

    private AssetMessages() {
    }

    public static byte[] bringing(String document, String name, byte[] content) {
        return message(document, "{\"u\":\"" + name + "\",\"n\":" + content.length + "}", content);
    }

    public static byte[] claiming(String document, String name, byte[] sha256) {
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        return message(document, "{\"u\":\"" + name + "\",\"c\":\"" + hash + "\"}", new byte[0]);
    }

    public static byte[] message(String document, String entries, byte[] contents) {
        byte[] header = ("{\"d\":\"" + document + "\",\"a\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + contents.length)
            .put((byte) 'L').put((byte) 'A').put((byte) 1).put((byte) 0).putInt(header.length).put(header).put(contents).array();
    }
}
