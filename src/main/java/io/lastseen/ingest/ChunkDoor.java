package io.lastseen.ingest;

import io.lastseen.ingest.caller.Callers;
import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.wire.Frame;
import io.lastseen.wire.FrameParser;
import io.lastseen.wire.WireLimits;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code POST {prefix}/c}: one frame, a chunk or signals alone.
 *
 * <p>200 means durable. The commit does not belong to the request: once the body has arrived, a browser that goes away
 * changes nothing.
 */
@ApplicationScoped
class ChunkDoor {
    private static final Intake.Kind<Frame> FRAME = new Intake.Kind<>("A frame", WireLimits.FRAME_BYTES, new FrameParser()::parse);
    private final DoorSettings settings;
    private final DoorRefusals refusals;
    private final Intake intake;
    private final Lanes lanes;
    private final PostedHeartbeats heartbeats;
    private final Callers callers;

    ChunkDoor(DoorSettings settings, DoorRefusals refusals, Intake intake, Lanes lanes, PostedHeartbeats heartbeats, Callers callers) {
        this.settings = settings;
        this.refusals = refusals;
        this.intake = intake;
        this.lanes = lanes;
        this.heartbeats = heartbeats;
        this.callers = callers;
    }

    void open(@Observes Router router) {
        router.post(settings.prefix() + "/c").order(Doors.ORDER).handler(context -> {
            HttpServerRequest request = context.request();
            intake.receive(request, FRAME, (site, frame, release) -> take(request, site, frame, release));
        });
    }

    private void take(HttpServerRequest request, Site site, Frame frame, Runnable release) {
        Arrival arrival = Arrivals.of(site.id(), frame, heartbeats.worthARow(frame), callers.of(request));
        if (arrival.isEmpty()) {
            release.run();
            answer(request, site, new Outcome.Duplicate());
            return;
        }
        lanes.submit(arrival).thenAccept(outcome -> {
            release.run();
            if (outcome instanceof Outcome.Unavailable) {
                heartbeats.forget(frame.header().document());
            }
            request.response().exceptionHandler(gone -> { });
            answer(request, site, outcome);
        });
    }

    private void answer(HttpServerRequest request, Site site, Outcome outcome) {
        if (outcome instanceof Outcome.Stored || outcome instanceof Outcome.Duplicate) {
            Cors.open(request.response());
            request.response().setStatusCode(200).end();
        } else if (outcome instanceof Outcome.Conflict) {
            refusals.refuse(request, site.id(), Refusal.CONFLICT, "Another chunk with this document and sequence is stored; it stays.");
        } else if (outcome instanceof Outcome.Erased) {
            refusals.refuse(request, site.id(), Refusal.ERASED, "What this belongs to was erased. Nothing more of it is taken.");
        } else if (outcome instanceof Outcome.Unstorable no) {
            refusals.refuse(request, site.id(), Refusal.MALFORMED, no.detail());
        } else {
            refusals.refuse(request, site.id(), Refusal.OVERLOADED, "Nothing can be stored right now. Send it again.");
        }
    }
}
