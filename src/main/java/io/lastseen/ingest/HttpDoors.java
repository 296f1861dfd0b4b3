package io.lastseen.ingest;

import io.lastseen.wire.WireLimits;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Bounds of the HTTP server that no Quarkus setting reaches. */
@ApplicationScoped
class HttpDoors implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(WireLimits.HEADER_BYTES)
            .setMaxWebSocketMessageSize(WireLimits.HEADER_BYTES)
            // Compressing 50 bytes of heartbeat costs 64 KB of window per connection.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            // A body is what it says on the wire: a decompression bomb has nothing to go off in.
            .setDecompressionSupported(false);
    }
}
