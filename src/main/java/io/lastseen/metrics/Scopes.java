package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Reads which sessions are meant. */
@ApplicationScoped
class Scopes {
    private final KnownSite sites;
    private final FunnelRepository funnels;
    private final Clock clock;

    Scopes(KnownSite sites, FunnelRepository funnels, Clock clock) {
        this.sites = sites;
        this.funnels = funnels;
        this.clock = clock;
    }

    /** Fails with 404 where there is no such site, 400 where the period cannot be read. */
    Uni<Scope> read(ScopeParameters asked, SessionTraits traits) {
        Optional<String> site = sites.check(asked.site());
        Period period = Period.read(asked.from(), asked.to(), clock);
        return funnels.goals(site).map(goals -> new Scope(site, period, traits, goals));
    }
}
