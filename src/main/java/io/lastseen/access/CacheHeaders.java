package io.lastseen.access;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** How long a browser may keep what the player loads. Decided when the answer is, because a 404 is not for ever. */
final class CacheHeaders {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private CacheHeaders() {}

    static void follow(RoutingContext context, String path) {
        context.addHeadersEndHandler(ended -> put(context.response(), path));
    }

    private static void put(HttpServerResponse response, String path) {
        if (path.startsWith("/api/")) {
            if (!response.headers().contains("Cache-Control")) {
                response.putHeader("Cache-Control", "no-store");
            }
        } else if (path.startsWith("/_app/immutable/") && response.getStatusCode() < 400) {
            response.putHeader("Cache-Control", FOR_EVER);
        } else if (!"no-store".equals(response.headers().get("Cache-Control"))) {
            response.putHeader("Cache-Control", "no-cache");
        }
    }
}
