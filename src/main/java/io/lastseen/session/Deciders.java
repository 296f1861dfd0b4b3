package io.lastseen.session;

import io.lastseen.site.Sites;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the decider out of settings and what the sites say. */
class Deciders {

    @Produces
    @Singleton
    Decider decider(EngagementSettings settings, @ConfigProperty(name = "lastseen.doors.ping", defaultValue = "15s") Duration ping,
                    Sites sites, Devices devices) {
        return new Decider(settings.timings(ping), sites::byId, devices::of);
    }
}
