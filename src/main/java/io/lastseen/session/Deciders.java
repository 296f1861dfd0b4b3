package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.lastseen.site.Sites;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the decider out of settings and what the sites say. */
class Deciders {
    /** The scheduler starts at {@code Interceptor.Priority.PLATFORM_BEFORE}, which is 0. */
    private static final int BEFORE_ALL = -1;

    /** Of the whole service. */
    @Produces
    @Singleton
    ServiceTimings timings(EngagementSettings settings, @ConfigProperty(name = "lastseen.doors.ping", defaultValue = "15s") Duration ping) {
        return new ServiceTimings(settings.timings(ping));
    }

    /**
     * Settings that contradict each other never start: refused before the scheduler and all who observe the start, because what they
     * have begun by then fails loudly when the service is taken down under them.
     */
    void check(@Observes @Priority(BEFORE_ALL) StartupEvent starting, ServiceTimings checked) {
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
