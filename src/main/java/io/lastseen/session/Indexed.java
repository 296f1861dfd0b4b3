package io.lastseen.session;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts of visitors by which sessions are found. PostgreSQL's indexes take 2,704 bytes for a row and refuse all of a visit beyond that. */
final class Indexed {
    private static final int MOST_BYTES = 2_000;

    private Indexed() {}

    /** The text, or as much of its beginning as has room, without half a character. */
    static String text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
