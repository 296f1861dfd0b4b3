package io.lastseen.site;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Before the doors open: the demo site exists and all sites are in memory. */
@ApplicationScoped
class SitesAtStart {
    private static final int BEFORE_OTHER_ROOMS = 100;

    void start(
            @Observes @Priority(BEFORE_OTHER_ROOMS) StartupEvent event,
            SiteRepository repository,
            NewSites newSites,
            Sites sites)
            throws Throwable {
        VertxContextSupport.subscribeAndAwait(
                () -> repository.addUnlessThere(newSites.demo()).chain(sites::refresh));
    }
}
