package io.lastseen.ingest;

import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.time.Duration;

/**
 * One presence WebSocket.
 *
 * <p>Everything here runs on the socket's own event loop, so nothing is locked.
 */
final class Channel {
    private final ServerWebSocket socket;
    private final Testimony testimony;
    private final Clock clock;
    private long heardMs;

    Channel(ServerWebSocket socket, Testimony testimony, Clock clock) {
        this.socket = socket;
        this.testimony = testimony;
        this.clock = clock;
        this.heardMs = clock.millis();
    }

    /** Any byte from the browser, a pong included, proves it reachable. */
    void heard() {
        heardMs = clock.millis();
    }

    boolean silentFor(Duration time) {
        return clock.millis() - heardMs > time.toMillis();
    }

    ServerWebSocket socket() {
        return socket;
    }

    Testimony testimony() {
        return testimony;
    }
}
