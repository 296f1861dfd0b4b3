package io.lastseen.ingest;

import io.lastseen.recording.asset.AssetKeeping;
import io.lastseen.recording.asset.Outcome;
import io.lastseen.recording.asset.Told;
import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.wire.AssetEntry;
import io.lastseen.wire.AssetMessage;
import io.lastseen.wire.AssetMessageParser;
import io.lastseen.wire.WireLimits;
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
    private static final Intake.Kind<AssetMessage> MESSAGE =
        new Intake.Kind<>("An asset message", WireLimits.ASSET_MESSAGE_BYTES, new AssetMessageParser()::parse);
    private final DoorSettings settings;
    private final DoorRefusals refusals;
    private final Intake intake;
    private final AssetKeeping assets;

    AssetDoor(DoorSettings settings, DoorRefusals refusals, Intake intake, AssetKeeping assets) {
        this.settings = settings;
        this.refusals = refusals;
        this.intake = intake;
        this.assets = assets;
    }

    void open(@Observes Router router) {
        router.post(settings.prefix() + "/a").order(Doors.ORDER).handler(context -> {
            HttpServerRequest request = context.request();
            intake.receive(request, MESSAGE, (site, message, release) -> take(request, site, message, release));
        });
    }

    private void take(HttpServerRequest request, Site site, AssetMessage message, Runnable release) {
        List<Told> told = site.assets().kept() ? message.entries().stream().map(AssetDoor::told).toList() : List.of();
        assets.keep(site, message.document(), told).subscribe().with(
            outcome -> {
                release.run();
                answer(request, site, outcome);
            },
            failure -> {
                release.run();
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
}
