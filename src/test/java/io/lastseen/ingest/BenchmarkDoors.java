package io.lastseen.ingest;

import io.lastseen.Workers;
import io.lastseen.ingest.caller.Callers;
import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentStore;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.site.Site;
import io.lastseen.wire.WireLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** More doors beside the product's own, made of the same parts, that end somewhere else. */
@ApplicationScoped
class BenchmarkDoors {
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;
    private final Admission admission;
    private final PostedHeartbeats heartbeats;
    private final Callers callers;
    private final SegmentNames names;
    private final IndexStatement index;
    private final Workers workers;
    private final Vertx vertx;
    private final Router router;

    BenchmarkDoors(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals, Admission admission, PostedHeartbeats heartbeats,
                   Callers callers, SegmentNames names, IndexStatement index, Workers workers, Vertx vertx, Router router) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
        this.admission = admission;
        this.heartbeats = heartbeats;
        this.callers = callers;
        this.names = names;
        this.index = index;
        this.workers = workers;
        this.vertx = vertx;
        this.router = router;
    }

    /** The product's door, whose segments go to {@code objects}. @param puts counts them */
    void store(String prefix, ObjectPutter objects, CommitSettings commit, AtomicLong puts) {
        ObjectPutter counted = (name, content) -> {
            puts.incrementAndGet();
            return objects.put(name, content);
        };
        new ChunkDoor(new Prefixed(settings, prefix), refusals, new Intake(settings, keeper, refusals, admission, vertx),
            new Lanes(new SegmentStore(counted), names, index, commit, workers), heartbeats, callers).open(router);
    }

    /** The ceiling: lets in, reads the body, forgets it. */
    void drop(String prefix) {
        router.post(prefix + "/c").order(Doors.ORDER).handler(context -> drop(context.request()));
    }

    private void drop(HttpServerRequest request) {
        Site site = ((Doorkeeper.Answer.Welcome) keeper.askToRecord(request)).site();
        BodyReader.read(vertx, request, WireLimits.FRAME_BYTES, settings.bodyDeadline(), bytes -> admission.reserve(site.id(), bytes),
            bytes -> admission.release(site.id(), bytes), new BodyReader.Reading() {
                @Override
                public void whole(byte[] body) {
                    admission.release(site.id(), body.length);
                    Cors.open(request.response());
                    request.response().setStatusCode(200).end();
                }

                @Override
                public void cut(BodyReader.Cut why) {
                    request.connection().close();
                }
            });
    }

    private record Prefixed(DoorSettings real, String prefix) implements DoorSettings {

        @Override
        public long inFlightBytes() {
            return real.inFlightBytes();
        }

        @Override
        public long inFlightBytesPerSite() {
            return real.inFlightBytesPerSite();
        }

        @Override
        public Duration bodyDeadline() {
            return real.bodyDeadline();
        }

        @Override
        public int connectionsPerAddress() {
            return real.connectionsPerAddress();
        }

        @Override
        public Duration ping() {
            return real.ping();
        }
    }
}
