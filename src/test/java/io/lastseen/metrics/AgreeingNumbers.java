package io.lastseen.metrics;

import static io.lastseen.metrics.RolledUpSites.scope;
import static io.lastseen.metrics.RolledUpSites.await;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;

/** Numbers from what was counted against numbers from the sessions themselves. */
@Singleton
class AgreeingNumbers {
    @Inject
    RollupCheck check;

    @Inject
    RollupNumbers rollups;

    @Inject
    OverviewQuery overviews;

    @Inject
    SeriesQuery series;

    @Inject
    BreakdownQuery breakdowns;

    /** Rollups. */
    void agree(Funnel funnel, ByChance chance) {
        nothingDiffers(funnel);
        Scope scope = scope(funnel);
        assertThat(await(rollups.overview(scope)).orElseThrow().overview(scope.site(), scope.period()))
                .as(funnel.toString())
                .isEqualTo(await(overviews.ofSessions(scope)).overview(scope.site(), scope.period()));
        ZoneId zone = chance.zone();
        Granularity granularity = chance.granularity();
        var points = granularity.points(scope.period(), zone);
        SeriesCounts counted = await(rollups.series(scope, points)).orElseThrow();
        SeriesCounts ofSessions = await(series.ofSessions(scope, points));
        assertThat(counted.totals()).isEqualTo(ofSessions.totals());
        assertThat(counted.at(points)).as(zone + " " + granularity).isEqualTo(ofSessions.at(points));
        BreakdownBy by = chance.breakdown();
        assertThat(await(rollups.breakdown(scope, by, zone, 50, 0)))
                .contains(await(breakdowns.ofSessions(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)));
    }

    /** Rollups do not tell traits apart; what single sessions were counted as does. */
    void agreeNarrowed(Funnel funnel, ByChance chance) {
        Scope scope = chance.narrowed(scope(funnel));
        ZoneId zone = chance.zone();
        Granularity granularity = chance.granularity();
        var points = granularity.points(scope.period(), zone);
        assertThat(await(overviews.ofFacts(scope)).overview(scope.site(), scope.period()))
                .isEqualTo(await(overviews.ofSessions(scope)).overview(scope.site(), scope.period()));
        assertThat(await(series.ofFacts(scope, points)).at(points))
                .isEqualTo(await(series.ofSessions(scope, points)).at(points));
        BreakdownBy by = chance.breakdown();
        assertThat(await(breakdowns.ofFacts(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)))
                .isEqualTo(await(breakdowns.ofSessions(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)));
    }

    /** Rollups, and what counts visits one by one. */
    void agreeByHand(Funnel funnel, List<Visit> visits) {
        Scope scope = scope(funnel);
        assertThat(await(rollups.overview(scope)).orElseThrow().overview(scope.site(), scope.period()))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-12, Double.class)
                .isEqualTo(new NaiveOverview(funnel.site(), RolledUpSites.goals(funnel)).overview(visits, scope.period()));
    }

    void nothingDiffers(Funnel funnel) {
        assertThat(differences(funnel)).as(funnel.site()).isZero();
    }

    long differences(Funnel funnel) {
        return await(check.compare(funnel.site())).differences();
    }
}
