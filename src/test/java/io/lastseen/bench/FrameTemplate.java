package io.lastseen.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A chunk's request, whose document and sequence change and nothing else, so that making one costs next to nothing. They stand
 * at the payload's beginning too: no two payloads are the same.
 */
public final class FrameTemplate {
    private static final int PREFIX = 16;
    private static final int HEADER = 320;
    private static final int MARK = Long.BYTES + Integer.BYTES;

    private final Header header;
    private final int payloadLength;
    private final byte[] requestLine;
    private final ByteBuffer payload;

    /** What a chunk's header says, as JSON of at most 320 characters of ASCII. */
    public interface Header {
        String json(long document, int sequence);
    }

    /** @param frameBytes length of the request's body */
    public FrameTemplate(String path, int frameBytes, Header header) {
        this.header = header;
        this.payloadLength = frameBytes - PREFIX - HEADER;
        this.requestLine = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\nContent-Type: text/plain\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
            + "Content-Length: " + frameBytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[payloadLength - MARK];
        new Random(1).nextBytes(bytes);
        this.payload = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** The whole payload of a chunk, as it is to be found again. */
    public byte[] payload(long document, int sequence) {
        return ByteBuffer.allocate(payloadLength).putLong(document).putInt(sequence).put(payload.duplicate()).array();
    }

    ByteBuffer payload() {
        return payload.duplicate();
    }

    ByteBuffer head() {
        return ByteBuffer.allocateDirect(requestLine.length + PREFIX + HEADER + MARK);
    }

    /** Everything before that part of the payload which is the same in all. */
    void fill(ByteBuffer head, long document, int sequence) {
        byte[] json = header.json(document, sequence).getBytes(StandardCharsets.US_ASCII);
        head.clear().put(requestLine).put((byte) 'L').put((byte) 'S').put((byte) 1).put((byte) 1)
            .putShort((short) HEADER).putShort((short) 0).putInt(payloadLength).putInt(0).put(json);
        while (head.remaining() > MARK) {
            head.put((byte) ' ');
        }
        head.putLong(document).putInt(sequence).flip();
    }
}
