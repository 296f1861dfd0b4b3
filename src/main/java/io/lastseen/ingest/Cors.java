package io.lastseen.ingest;

import io.vertx.core.http.HttpServerResponse;

/** Answers may be read by any page, refusals too: a recorder that cannot read its 503 would give up or hammer. */
final class Cors {

    private Cors() {
    }

    static void open(HttpServerResponse response) {
        response.putHeader("Access-Control-Allow-Origin", "*")
            .putHeader("Access-Control-Expose-Headers", "Retry-After")
            .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
            .putHeader("Cache-Control", "no-store");
    }
}
