package io.lastseen.ingest;

import io.lastseen.site.Refusal;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Bounds the connections that one address holds at the doors, where that is set. Addresses are in memory only, while connected. */
@ApplicationScoped
class AddressCap {
    private final DoorSettings settings;
    private final DoorRefusals refusals;
    private final ConcurrentMap<String, Set<HttpConnection>> byAddress = new ConcurrentHashMap<>();

    AddressCap(DoorSettings settings, DoorRefusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    void open(@Observes Router router) {
        if (settings.connectionsPerAddress() > 0) {
            router.route(settings.prefix() + "/*").order(Doors.ORDER - 1).handler(this::admit);
        }
    }

    private void admit(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        if (connection.remoteAddress() == null) {
            // Gone already, so it holds nothing; what it sent is stored.
            context.next();
            return;
        }
        String address = connection.remoteAddress().hostAddress();
        if (holds(address, connection)) {
            connection.closeHandler(closed -> release(address, connection));
            context.next();
        } else {
            context.response().putHeader("Connection", "close");
            refusals.refuse(context.request(), null, Refusal.OVERLOADED, "This address holds too many connections.");
        }
    }

    private boolean holds(String address, HttpConnection connection) {
        return byAddress.compute(address, (any, held) -> {
            Set<HttpConnection> all = held == null ? ConcurrentHashMap.newKeySet() : held;
            if (all.size() < settings.connectionsPerAddress()) {
                all.add(connection);
            }
            return all;
        }).contains(connection);
    }

    private void release(String address, HttpConnection connection) {
        byAddress.computeIfPresent(address, (any, held) -> {
            held.remove(connection);
            return held.isEmpty() ? null : held;
        });
    }
}
