package io.lastseen.ingest;

import io.lastseen.site.RecorderOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code GET {prefix}/o}: what the owner has set, asked by the recorder before it sends anything. */
@ApplicationScoped
class OptionsDoor {
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;

    OptionsDoor(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
    }

    void open(@Observes Router router) {
        router.get(settings.prefix() + "/o").order(Doors.ORDER).handler(context -> answer(context.request()));
    }

    private void answer(HttpServerRequest request) {
        Doorkeeper.Answer answer = keeper.ask(request);
        if (answer instanceof Doorkeeper.Answer.Turned turned) {
            refusals.refuse(request, turned.site(), turned.reason(), turned.detail());
            return;
        }
        Cors.open(request.response());
        request.response().putHeader("Cache-Control", "public, max-age=60").putHeader("Vary", "Origin")
            .putHeader("Content-Type", "application/json")
            .end(RecorderOptions.of(((Doorkeeper.Answer.Welcome) answer).site()).json().toBuffer());
    }
}
