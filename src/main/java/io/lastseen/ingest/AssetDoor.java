package io.lastseen.ingest;

import io.lastseen.recording.asset.AssetKeeping;
import io.lastseen.recording.asset.Outcome;
import io.lastseen.recording.asset.Told;
import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.wire.AssetEntry;
import io.lastseen.wire.AssetMessage;
import io.lastseen.wire.AssetMessageParser;
import io.lastseen.wire.Parsed;
import io.lastseen.wire.WireLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * {@code POST {prefix}/a}: images and fonts, and which document's recording refers to them by which name. As with chunks,
 * 200 means durable, and a browser that goes away once the body has arrived changes nothing.
 */
@ApplicationScoped
class AssetDoor {
    private static final Logger LOG = Logger.getLogger(AssetDoor.class);
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;
    private final Admission admission;
    private final AssetKeeping assets;
    private final Vertx vertx;
    private final AssetMessageParser messages = new AssetMessageParser();

    AssetDoor(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals, Admission admission, AssetKeeping assets, Vertx vertx) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
        this.admission = admission;
        this.assets = assets;
        this.vertx = vertx;
    }

    void open(@Observes Router router) {
        router.post(settings.prefix() + "/a").order(Doors.ORDER).handler(context -> receive(context.request()));
    }

    private void receive(HttpServerRequest request) {
        Doorkeeper.Answer answer = keeper.askToRecord(request);
        if (answer instanceof Doorkeeper.Answer.Turned turned) {
            refusals.refuse(request, turned.site(), turned.reason(), turned.detail());
            return;
        }
        Site site = ((Doorkeeper.Answer.Welcome) answer).site();
        BodyReader.read(vertx, request, WireLimits.ASSET_MESSAGE_BYTES, settings.bodyDeadline(),
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
        Parsed<AssetMessage> parsed = messages.parse(body);
        if (parsed instanceof Parsed.Refused<AssetMessage> no) {
            admission.release(site.id(), body.length);
            refusals.refuse(request, site.id(), DoorRefusals.of(no.reason()), no.detail());
            return;
        }
        AssetMessage message = ((Parsed.Accepted<AssetMessage>) parsed).value();
        List<Told> told = site.assets().kept() ? message.entries().stream().map(AssetDoor::told).toList() : List.of();
        assets.keep(site, message.document(), told).subscribe().with(
            outcome -> {
                admission.release(site.id(), body.length);
                answer(request, site, outcome);
            },
            failure -> {
                admission.release(site.id(), body.length);
                LOG.debugf(failure, "Assets of site %s were not kept", site.id());
                answer(request, site, new Outcome.Later());
            });
    }

    private static Told told(AssetEntry entry) {
        if (entry instanceof AssetEntry.Known known) {
            return new Told.Known(known.name(), known.sha256());
        }
        if (entry instanceof AssetEntry.Brought brought) {
            return new Told.Brought(brought.name(), brought.content());
        }
        AssetEntry.Unread unread = (AssetEntry.Unread) entry;
        return new Told.Unread(unread.name(), unread.width(), unread.height());
    }

    private void answer(HttpServerRequest request, Site site, Outcome outcome) {
        request.response().exceptionHandler(gone -> { });
        if (outcome instanceof Outcome.Kept kept) {
            Cors.open(request.response());
            request.response().putHeader("Content-Type", "application/json").end(new JsonObject()
                .put("need", new JsonArray(kept.need())).put("refused", new JsonArray(kept.refused())).toBuffer());
        } else if (outcome instanceof Outcome.Spent) {
            refusals.refuse(request, site.id(), Refusal.ASSETS_SPENT,
                "The site's budget for images and fonts of this day is used up.");
        } else {
            refusals.refuse(request, site.id(), Refusal.OVERLOADED, "Nothing can be stored right now. Send it again.");
        }
    }

    private void sendAway(HttpServerRequest request, Site site, BodyReader.Cut why) {
        switch (why) {
            case TOO_LARGE -> refusals.refuse(request, site.id(), Refusal.TOO_LARGE,
                "An asset message holds at most " + WireLimits.ASSET_MESSAGE_BYTES + " bytes.");
            case NO_ROOM -> refusals.refuse(request, site.id(), Refusal.OVERLOADED, "Too much is under way right now. Send it again.");
            case TOO_SLOW, GONE -> request.connection().close();
        }
    }
}
