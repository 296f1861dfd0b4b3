package io.lastseen.metrics;

import static io.lastseen.metrics.RolledUpSites.scope;
import static io.lastseen.metrics.RolledUpSites.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionTraits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Funnels from what was counted against funnels followed through the sessions themselves. */
@Singleton
class AgreeingFunnels {
    @Inject
    FunnelWatch watch;

    @Inject
    FunnelRollups rollups;

    @Inject
    FunnelSessions sessions;

    @Inject
    FunnelQueries queries;

    @Inject
    LossQuery losses;

    void agree(Funnel funnel, ByChance chance) {
        Scope all = scope(funnel);
        Scope narrowed = chance.narrowed(all);
        assertThat(fromRollups(funnel, all))
                .as(funnel.toString())
                .contains(await(queries.ofSessions(funnel, all.period(), SessionTraits.ANY)));
        assertThat(await(sessions.count(funnel, narrowed)))
                .as(funnel + " " + narrowed.traits())
                .contains(await(queries.ofSessions(funnel, all.period(), narrowed.traits())));
        FunnelStop stop = chance.either() ? FunnelStop.at(0, Optional.empty()) : FunnelStop.from(1, Optional.of("closed"));
        assertThat(await(sessions.stopped(funnel, narrowed, stop, Optional.empty(), 5)))
                .as(funnel + " " + narrowed.traits() + " " + stop)
                .contains(await(queries.stoppedOfSessions(funnel, all.period(), narrowed.traits(), stop, Optional.empty(), 5)));
        agreeToldApart(funnel, all, narrowed, chance);
        ZoneId zone = chance.zone();
        assertThat(await(losses.losses(narrowed, zone))).as(funnel + " " + narrowed.traits()).isEqualTo(await(losses.ofSessions(narrowed, zone)));
    }

    private void agreeToldApart(Funnel funnel, Scope all, Scope narrowed, ByChance chance) {
        List<Instant> points = chance.granularity().points(all.period(), chance.zone());
        FunnelSplit<Integer> overTime = FunnelSplit.over(points);
        equalGroups(await(rollups.over(funnel, all, points)), funnel, all, overTime);
        equalGroups(await(sessions.reached(funnel, narrowed, overTime)), funnel, narrowed, overTime);
        FunnelSplit<String> byTrait = FunnelSplit.by(chance.one(FunnelBreakdownQuery.KINDS));
        equalGroups(await(sessions.reached(funnel, all, byTrait)), funnel, all, byTrait);
    }

    private <K> void equalGroups(Optional<FunnelReached<K>> kept, Funnel funnel, Scope scope, FunnelSplit<K> split) {
        assertThat(kept.map(FunnelReached::groups))
                .as(funnel + " " + scope.traits())
                .contains(await(queries.reachedOfSessions(funnel, scope.period(), scope.traits(), split)).groups());
    }

    /** The service notices the funnel and counts by itself, too. */
    private Optional<FunnelCounts> fromRollups(Funnel funnel, Scope scope) {
        Instant end = Instant.now().plus(RolledUpSites.PATIENCE);
        Optional<FunnelCounts> counted = await(rollups.count(funnel, scope));
        while (counted.isEmpty() && Instant.now().isBefore(end)) {
            await(watch.all());
            counted = await(rollups.count(funnel, scope));
        }
        return counted;
    }
}
