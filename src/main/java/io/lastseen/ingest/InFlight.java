package io.lastseen.ingest;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The requests that Quarkus waits for before it stops. One that became a WebSocket never ends for it, not even when the socket
 * closes: unless it is told, each that there ever was would hold up the end of the service until the timeout.
 */
final class InFlight {
    private static final Optional<Method> DONE = done();

    private InFlight() {
    }

    /** The request is answered: the connection is a WebSocket from now on. */
    static void end(HttpServerRequest upgraded) {
        DONE.ifPresent(done -> {
            try {
                done.invoke(QuarkusRequestWrapper.get(upgraded));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A request that became a WebSocket could not be ended", e);
            }
        });
    }

    /** Idempotent there, and not public: Quarkus calls it when a response ends or its connection breaks. Without it, ending takes the timeout. */
    private static Optional<Method> done() {
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            return Optional.of(done);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
