package io.lastseen.access;

import io.vertx.core.MultiMap;

/** What a browser may do with the player and the API (architecture.md 13: recorded pages are hostile). */
final class SecurityHeaders {
    private static final String PLAYER = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src data: blob: 'self'; font-src data: blob: 'self'; connect-src 'self'; frame-src 'self' blob: data:;"
            + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Swagger UI starts itself by a script in its page. It shows nothing recorded. */
    private static final String API_BROWSER = PLAYER.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");

    private SecurityHeaders() {}

    static void put(MultiMap headers, String path) {
        headers.set("Content-Security-Policy", path.startsWith("/q/swagger-ui") ? API_BROWSER : PLAYER)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", path.equals("/access") ? "no-referrer" : "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
    }
}
