package io.lastseen.e2e.customer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Everything a browser sent, made readable: the raw bytes, the messages of its WebSockets unmasked, and the payloads
 * of its frames inflated. What is not in this text has not left the page.
 */
public final class SentText {
    private static final int FRAME_HEAD = 16;

    private SentText() {
    }

    public static String of(List<byte[]> connections) {
        return connections.stream().map(SentText::of).collect(Collectors.joining("\n"));
    }

    private static String of(byte[] connection) {
        String raw = new String(connection, StandardCharsets.ISO_8859_1);
        StringBuilder text = new StringBuilder(new String(connection, StandardCharsets.UTF_8));
        for (int at = raw.indexOf("LS\u0001"); at >= 0; at = raw.indexOf("LS\u0001", at + 1)) {
            payload(connection, at, text);
        }
        int upgrade = raw.toLowerCase().indexOf("upgrade: websocket");
        if (upgrade >= 0) {
            messages(connection, raw.indexOf("\r\n\r\n", upgrade) + 4, text);
        }
        return text.toString();
    }

    private static void payload(byte[] bytes, int at, StringBuilder text) {
        if (bytes.length - at < FRAME_HEAD) {
            return;
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes, at, bytes.length - at);
        int codec = frame.get(at + 3);
        int start = at + FRAME_HEAD + Short.toUnsignedInt(frame.getShort(at + 4));
        int length = frame.getInt(at + 8);
        if (codec == 2 && length > 0 && start + length <= bytes.length) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes, start, length))) {
                text.append('\n').append(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("a frame that does not inflate", e);
            }
        }
    }

    /** RFC 6455, 5.2: a client's messages are XORed with a mask of four bytes. */
    private static void messages(byte[] bytes, int from, StringBuilder text) {
        int at = from;
        while (at + 6 <= bytes.length) {
            int length = bytes[at + 1] & 0x7f;
            int mask = at + 2;
            if (length == 126) {
                length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(mask));
                mask += 2;
            } else if (length == 127) {
                length = (int) ByteBuffer.wrap(bytes).getLong(mask);
                mask += 8;
            }
            int start = mask + 4;
            byte[] message = new byte[Math.max(0, Math.min(length, bytes.length - start))];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (bytes[start + i] ^ bytes[mask + i % 4]);
            }
            text.append('\n').append(new String(message, StandardCharsets.UTF_8));
            at = start + length;
        }
    }
}
