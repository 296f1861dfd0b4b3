package io.lastseen;

import io.lastseen.ingest.CommitSettings;
import io.lastseen.ingest.DoorSettings;
import io.lastseen.ingest.LeaseSettings;
import io.lastseen.ingest.caller.CountrySettings;
import io.lastseen.lake.LakeSettings;
import io.lastseen.recording.archive.ArchiveSettings;
import io.lastseen.recording.asset.AssetSettings;
import io.lastseen.recording.erasure.ErasureSettings;
import io.lastseen.recording.store.ObjectStoreSettings;
import io.lastseen.session.EngagementSettings;
import io.lastseen.session.event.EventSettings;
import io.lastseen.session.webhook.WebhookSettings;
import io.lastseen.start.DatabaseConnectionSettings;
import java.util.List;

/** Everything that reads settings, room by room: at the start all of it is asked whether it can. */
final class AllSettings {
    static final List<Class<?>> INTERFACES = List.of(CommitSettings.class, DoorSettings.class, LeaseSettings.class, CountrySettings.class,
            LakeSettings.class, ArchiveSettings.class, AssetSettings.class, ErasureSettings.class, ObjectStoreSettings.class,
            EngagementSettings.class, EventSettings.class, WebhookSettings.class, DatabaseConnectionSettings.class);

    private AllSettings() {
    }
}
