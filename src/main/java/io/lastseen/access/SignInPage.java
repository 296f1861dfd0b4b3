package io.lastseen.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Asks a person for the token. Has no script and loads nothing. */
final class SignInPage {
    private static final String PAGE = read();

    private SignInPage() {}

    /**
     * @param to where to go afterwards; anything but a local path becomes {@code /}
     * @param wrong what was wrong before, or empty
     */
    static void answer(HttpServerResponse response, int status, String to, String wrong) {
        String said = wrong.isEmpty() ? "" : "<p class=\"wrong\" id=\"wrong\" role=\"alert\">" + escape(wrong) + "</p>";
        String described = wrong.isEmpty() ? "how" : "wrong how";
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(PAGE.replace("{{wrong}}", said)
                        .replace("{{described}}", described)
                        .replace("{{invalid}}", wrong.isEmpty() ? "" : " aria-invalid=\"true\"")
                        .replace("{{to}}", escape(LocalPath.of(to))));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String read() {
        try (InputStream page = SignInPage.class.getResourceAsStream("/access/sign-in.html")) {
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
