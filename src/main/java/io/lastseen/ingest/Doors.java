package io.lastseen.ingest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What all doors share: they come before any other route, and a preflight, should one come, is answered. */
@ApplicationScoped
class Doors {
    /** Before the routes that ask for an access token or serve pages. */
    static final int ORDER = -2_000;
    private final DoorSettings settings;

    Doors(DoorSettings settings) {
        this.settings = settings;
    }

    void open(@Observes Router router) {
        router.options(settings.prefix() + "/*").order(ORDER).handler(context -> {
            Cors.open(context.response());
            context.response().putHeader("Access-Control-Allow-Methods", "GET, POST")
                .putHeader("Access-Control-Allow-Headers", "Content-Type")
                .putHeader("Access-Control-Max-Age", "86400").setStatusCode(204).end();
        });
    }
}
