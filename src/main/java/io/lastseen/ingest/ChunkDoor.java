package io.lastseen.ingest;

import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.wire.Frame;
import io.lastseen.wire.FrameParser;
import io.lastseen.wire.Parsed;
import io.lastseen.wire.WireLimits;
import io.vertx.core.Vertx;
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
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;
    private final Admission admission;
    private final Lanes lanes;
    private final PostedHeartbeats heartbeats;
    private final Vertx vertx;
    private final FrameParser frames = new FrameParser();

    ChunkDoor(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals, Admission admission, Lanes lanes,
              PostedHeartbeats heartbeats, Vertx vertx) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
        this.admission = admission;
        this.lanes = lanes;
        this.heartbeats = heartbeats;
        this.vertx = vertx;
    }

    void open(@Observes Router router) {
        router.post(settings.prefix() + "/c").order(Doors.ORDER).handler(context -> receive(context.request()));
    }

    private void receive(HttpServerRequest request) {
        Doorkeeper.Answer answer = keeper.askToRecord(request);
        if (answer instanceof Doorkeeper.Answer.Turned turned) {
            refusals.refuse(request, turned.site(), turned.reason(), turned.detail());
            return;
        }
        Site site = ((Doorkeeper.Answer.Welcome) answer).site();
        BodyReader.read(vertx, request, WireLimits.FRAME_BYTES, settings.bodyDeadline(),
            bytes -> admission.reserve(site.id(), bytes), bytes -> admission.release(site.id(), bytes),
            new BodyReader.Reading() {
                @Override
                public void whole(byte[] body) {
                    take(request, site, body);
                }

                @Override
                public void cut(BodyReader.Cut why) {
                    sendAway(request, site, why);
                }
            });
    }

    private void take(HttpServerRequest request, Site site, byte[] body) {
        Parsed<Frame> parsed = frames.parse(body);
        if (parsed instanceof Parsed.Refused<Frame> no) {
            admission.release(site.id(), body.length);
            refusals.refuse(request, site.id(), DoorRefusals.of(no.reason()), no.detail());
            return;
        }
        Frame frame = ((Parsed.Accepted<Frame>) parsed).value();
        Arrival arrival = Arrivals.of(site.id(), frame, heartbeats.worthARow(frame), request.getHeader("User-Agent"));
        if (arrival.isEmpty()) {
            admission.release(site.id(), body.length);
            answer(request, site, new Outcome.Duplicate());
            return;
        }
        lanes.submit(arrival).thenAccept(outcome -> {
            admission.release(site.id(), body.length);
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

    private void sendAway(HttpServerRequest request, Site site, BodyReader.Cut why) {
        switch (why) {
            case TOO_LARGE -> refusals.refuse(request, site.id(), Refusal.TOO_LARGE,
                "A frame holds at most " + WireLimits.FRAME_BYTES + " bytes.");
            case NO_ROOM -> refusals.refuse(request, site.id(), Refusal.OVERLOADED, "Too much is under way right now. Send it again.");
            case TOO_SLOW, GONE -> request.connection().close();
        }
    }
}
