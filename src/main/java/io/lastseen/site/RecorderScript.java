package io.lastseen.site;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * {@code /lastseen.js}, which every recorded page loads, and {@code /lastseen-assets.js}, which it loads when the page is
 * idle: stable URLs, kept for an hour, then asked for by their tags.
 */
@ApplicationScoped
class RecorderScript {
    void open(@Observes Router router) {
        for (String path : List.of("/lastseen.js", "/lastseen-assets.js")) {
            Optional<ScriptBytes> script = ScriptBytes.read("META-INF/resources" + path);
            router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> answer(context, script));
        }
    }

    private static void answer(RoutingContext context, Optional<ScriptBytes> script) {
        HttpServerResponse response = context.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (script.isEmpty()) {
            response.setStatusCode(404).putHeader("Cache-Control", "no-store").end("The recorder is not in this build.\n");
            return;
        }
        ScriptBytes bytes = script.get();
        response.putHeader("Cache-Control", "public, max-age=3600")
                .putHeader("ETag", bytes.tag())
                .putHeader("Vary", "Accept-Encoding");
        if (bytes.isMatchedBy(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", "text/javascript; charset=utf-8").end(encoded(bytes, context.request(), response));
    }

    private static Buffer encoded(ScriptBytes bytes, HttpServerRequest request, HttpServerResponse response) {
        String accepted = request.getHeader("Accept-Encoding");
        if (accepted == null || !accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*")) {
            return bytes.plain();
        }
        response.putHeader("Content-Encoding", "gzip");
        return bytes.gzip();
    }
}
