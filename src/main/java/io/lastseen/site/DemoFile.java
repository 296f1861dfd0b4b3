package io.lastseen.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of the demo shop, held in memory.
 *
 * @param type the value of Content-Type
 * @param etag a strong entity tag with its quotes, from the content
 */
record DemoFile(byte[] content, String type, String etag) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "webp", "image/webp",
            "jpg", "image/jpeg",
            "png", "image/png",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    static DemoFile of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new DemoFile(content, TYPES.getOrDefault(ending, "application/octet-stream"), tag(content));
    }

    static DemoFile html(String text) {
        return of("page.html", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
