package io.lastseen.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A chunk's request, whose document and sequence change and nothing else, so that making one costs next to nothing. */
final class FrameTemplate {
    /** Once a minute of a visit with a chunk every 5 s something happens that makes the visitor due. */
    private static final int INPUT_EVERY = 12;
    private static final int PREFIX = 16;
    private static final int HEADER = 320;

    private final Visitors visitors;
    private final boolean presence;
    private final int payloadLength;
    private final byte[] requestLine;
    private final ByteBuffer payload;

    /**
     * @param frameBytes length of the request's body
     * @param presence   the visitors' loads are told over their presence channels
     */
    FrameTemplate(String path, int frameBytes, String run, boolean presence) {
        this.visitors = new Visitors(run);
        this.presence = presence;
        this.payloadLength = frameBytes - PREFIX - HEADER;
        this.requestLine = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\nContent-Type: text/plain\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
            + "Content-Length: " + frameBytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[payloadLength];
        new Random(1).nextBytes(bytes);
        this.payload = ByteBuffer.allocateDirect(payloadLength).put(bytes).flip();
    }

    ByteBuffer payload() {
        return payload.duplicate();
    }

    ByteBuffer head() {
        return ByteBuffer.allocateDirect(requestLine.length + PREFIX + HEADER);
    }

    /** Everything before the payload. */
    void fill(ByteBuffer head, long document, int sequence) {
        byte[] json = json(document, sequence).getBytes(StandardCharsets.US_ASCII);
        head.clear().put(requestLine).put((byte) 'L').put((byte) 'S').put((byte) 1).put((byte) 1)
            .putShort((short) HEADER).putShort((short) 0).putInt(payloadLength).putInt(0).put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        head.flip();
    }

    private String json(long document, int sequence) {
        long at = sequence * 5_000L;
        String signals = sequence == 0 && !presence ? Visitors.load(0)
            : sequence % INPUT_EVERY == 0 ? "{\"n\":" + (1_000_000 + sequence) + ",\"t\":" + at + ",\"k\":\"input\",\"kind\":\"click\"}" : "";
        return "{" + visitors.document(document, at) + ",\"s\":" + sequence + ",\"f\":" + at + ",\"l\":" + (at + 2_900)
            + ",\"k\":" + (sequence == 0) + ",\"e\":[" + signals + "]}";
    }
}
