package io.lastseen.ingest;

import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.wire.Parsed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * What every door does with a body before it looks at what is in it: may it be sent, is there room for it, does it arrive in time,
 * can it be read. Whatever is not so is refused here.
 */
@ApplicationScoped
class Intake {
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;
    private final Admission admission;
    private final Vertx vertx;

    Intake(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals, Admission admission, Vertx vertx) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
        this.admission = admission;
        this.vertx = vertx;
    }

    /** @param called as a refusal begins: "A frame" */
    record Kind<T>(String called, int mostBytes, Function<byte[], Parsed<T>> parser) {
    }

    /** Takes what was read; whoever takes it says when its bytes are no longer held in memory. */
    interface Taker<T> {
        void take(Site site, T value, Runnable release);
    }

    <T> void receive(HttpServerRequest request, Kind<T> kind, Taker<T> taker) {
        Doorkeeper.Answer answer = keeper.askToRecord(request);
        if (answer instanceof Doorkeeper.Answer.Turned turned) {
            refusals.refuse(request, turned.site(), turned.reason(), turned.detail());
            return;
        }
        Site site = ((Doorkeeper.Answer.Welcome) answer).site();
        BodyReader.read(vertx, request, kind.mostBytes(), settings.bodyDeadline(),
            bytes -> admission.reserve(site.id(), bytes), bytes -> admission.release(site.id(), bytes),
            new BodyReader.Reading() {
                @Override
                public void whole(byte[] body) {
                    read(request, site, body, kind, taker);
                }

                @Override
                public void cut(BodyReader.Cut why) {
                    sendAway(request, site, why, kind);
                }
            });
    }

    private <T> void read(HttpServerRequest request, Site site, byte[] body, Kind<T> kind, Taker<T> taker) {
        Parsed<T> parsed = kind.parser().apply(body);
        if (parsed instanceof Parsed.Refused<T> no) {
            admission.release(site.id(), body.length);
            refusals.refuse(request, site.id(), DoorRefusals.of(no.reason()), no.detail());
            return;
        }
        taker.take(site, ((Parsed.Accepted<T>) parsed).value(), () -> admission.release(site.id(), body.length));
    }

    private void sendAway(HttpServerRequest request, Site site, BodyReader.Cut why, Kind<?> kind) {
        switch (why) {
            case TOO_LARGE -> refusals.refuse(request, site.id(), Refusal.TOO_LARGE,
                kind.called() + " holds at most " + kind.mostBytes() + " bytes.");
            case NO_ROOM -> refusals.refuse(request, site.id(), Refusal.OVERLOADED, "Too much is under way right now. Send it again.");
            case TOO_SLOW, GONE -> request.connection().close();
        }
    }
}
