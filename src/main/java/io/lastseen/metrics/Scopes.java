package io.lastseen.metrics;

import io.lastseen.metrics.StepSql.Wanted;
import io.lastseen.session.KnownGoals;
import io.lastseen.session.SessionTraits;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads which sessions are meant. */
@ApplicationScoped
class Scopes implements KnownGoals {
    private static final Period ANY_PERIOD = new Period(Instant.EPOCH, Instant.MAX);

    private final KnownSite sites;
    private final FunnelRepository funnels;
    private final Goals goals;
    private final Conversions conversions;
    private final Clock clock;

    Scopes(KnownSite sites, FunnelRepository funnels, Goals goals, Conversions conversions, Clock clock) {
        this.sites = sites;
        this.funnels = funnels;
        this.goals = goals;
        this.conversions = conversions;
        this.clock = clock;
    }

    /** Fails with 404 where there is no such site, 400 where the period cannot be read. */
    Uni<Scope> read(ScopeParameters asked, SessionTraits traits) {
        Optional<String> site = sites.check(asked.site());
        Period period = Period.read(asked.from(), asked.to(), clock);
        return of(site, period, traits);
    }

    /** What is a conversion on a site, or on all; beside the event that is one everywhere. */
    Uni<List<Wanted>> wanted(Optional<String> site) {
        return of(site, ANY_PERIOD, SessionTraits.ANY).map(Scope::wanted);
    }

    @Override
    public Uni<Void> upToDate(Optional<String> site) {
        return of(site, ANY_PERIOD, SessionTraits.ANY).chain(conversions::upToDate);
    }

    /** Where its traits ask who converted, table {@code conversion} has the goals of this scope. */
    Uni<Scope> of(Optional<String> site, Period period, SessionTraits traits) {
        return funnels.goals(site)
                .chain(steps -> goals.list(site).map(own -> new Scope(site, period, traits, steps, own)))
                .call(scope -> traits.askWhoConverted() ? conversions.upToDate(scope) : Uni.createFrom().voidItem());
    }
}
