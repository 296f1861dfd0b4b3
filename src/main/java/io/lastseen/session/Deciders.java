package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.lastseen.site.Sites;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the decider out of settings and what the sites say. */
class Deciders {

    /** Of the whole service. Checked here, so that settings that contradict each other never start. */
    @Produces
    @Singleton
    ServiceTimings timings(EngagementSettings settings, @ConfigProperty(name = "lastseen.doors.ping", defaultValue = "15s") Duration ping) {
        return new ServiceTimings(settings.timings(ping));
    }

    @Produces
    @Singleton
    Decider decider(SiteTimings timings, Sites sites, Devices devices, SiteSources sources) {
        return new Decider(timings::of, sites::byId, devices::of, sources::of);
    }

    /** What holds for every site that does not say otherwise. */
    record ServiceTimings(Timings timings) {
    }
}
