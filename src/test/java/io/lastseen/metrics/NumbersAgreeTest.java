package io.lastseen.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionTraits;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two hundred sites' histories by chance ({@code -Dlastseen.histories} makes it more), counted by PostgreSQL and by hand. */
@QuarkusTest
class NumbersAgreeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int HISTORIES = Integer.getInteger("lastseen.histories", 200);

    @Inject
    DataSource database;

    @Inject
    FunnelQueries funnels;

    @Inject
    FunnelSeriesQuery funnelSeries;

    @Inject
    FunnelBreakdownQuery funnelBreakdowns;

    @Inject
    OverviewQuery overviews;

    @Inject
    SeriesQuery series;

    @Inject
    BreakdownQuery breakdowns;

    @Test
    void the_statements_and_the_naive_implementations_agree_on_generated_histories() {
        Histories histories = new Histories(new SplittableRandom(20_260_329));
        Map<Funnel, List<Visit>> all = new LinkedHashMap<>();
        List<Visit> stored = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            String site = "generated-" + i;
            List<Visit> visits = histories.visits(site, 4 + i % 40);
            all.put(histories.funnel(site), visits);
            stored.addAll(visits);
        }
        new Visits(database).add(stored);

        all.forEach((funnel, visits) -> {
            agreeOnFunnel(funnel, visits);
            agreeOnFunnelOverTime(funnel, visits);
            agreeOnFunnelToldApart(BreakdownBy.ENTRY, Visit::entry, funnel, visits);
            agreeOnFunnelToldApart(BreakdownBy.COUNTRY, Visit::country, funnel, visits);
            agreeOnFunnelToldApart(BreakdownBy.CAMPAIGN, Visit::campaign, funnel, visits);
            agreeOnOverview(funnel, visits);
            agreeOnSeries(funnel, visits);
            agreeOnBreakdowns(funnel, visits);
        });
    }

    private void agreeOnFunnel(Funnel funnel, List<Visit> visits) {
        FunnelCounts counted = funnels.ofSessions(funnel, Histories.PERIOD, SessionTraits.ANY).await().atMost(PATIENCE);
        assertThat(counted).as(funnel::toString).isEqualTo(new NaiveFunnel(funnel).count(visits, Histories.PERIOD));

        Visit one = visits.get(0);
        Optional<Integer> furthest = funnels.furthest(funnel, one.id(), Histories.PERIOD).await().atMost(PATIENCE);
        assertThat(furthest)
                .as(funnel + " " + one)
                .isEqualTo(
                        one.supersededBy() == null
                                ? Optional.of(new NaiveFunnel(funnel).furthest(one))
                                : Optional.empty());
    }

    private void agreeOnFunnelOverTime(Funnel funnel, List<Visit> visits) {
        Granularity granularity = visits.size() % 2 == 0 ? Granularity.DAY : Granularity.HOUR;
        ChronoUnit unit = granularity == Granularity.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        FunnelSeries counted = funnelSeries
                .series(funnel, scope(funnel), granularity, BERLIN)
                .await()
                .atMost(PATIENCE);
        Map<Instant, List<Visit>> byTime =
                visits.stream().collect(groupingBy(visit -> visit.startedAt().atZone(BERLIN).truncatedTo(unit).toInstant()));
        counted.points().forEach(point -> assertThat(point.figures())
                .as(funnel + " at " + point.at())
                .isEqualTo(figures(funnel, byTime.getOrDefault(point.at(), List.of()), Histories.PERIOD)));
        assertThat(counted.totals()).isEqualTo(figures(funnel, visits, Histories.PERIOD));
        assertThat(counted.previous().totals()).isEqualTo(figures(funnel, visits, Histories.PERIOD.before(BERLIN)));
    }

    private void agreeOnFunnelToldApart(BreakdownBy by, Function<Visit, String> key, Funnel funnel, List<Visit> visits) {
        Map<String, FunnelFigures> byHand = new HashMap<>();
        visits.stream().collect(groupingBy(key)).forEach((value, of) -> {
            FunnelFigures figures = figures(funnel, of, Histories.PERIOD);
            if (figures.entered() > 0) {
                byHand.put(value, figures);
            }
        });
        FunnelBreakdown counted = funnelBreakdowns
                .breakdown(funnel, scope(funnel), by, FunnelBreakdownSort.read("-entered"), BERLIN, 200, 0)
                .await()
                .atMost(PATIENCE);
        assertThat(counted.items().stream().collect(toMap(FunnelBreakdown.Group::key, FunnelBreakdown.Group::figures)))
                .as(funnel + " by " + by)
                .isEqualTo(byHand);
        assertThat(counted.total()).isEqualTo(byHand.size());
    }

    private static FunnelFigures figures(Funnel funnel, List<Visit> visits, Period period) {
        return FunnelFigures.of(new NaiveFunnel(funnel)
                .count(visits, period).steps().stream().mapToLong(FunnelCounts.Step::reached).toArray());
    }

    /** Over the night in which Berlin's clocks go forward. */
    private void agreeOnSeries(Funnel funnel, List<Visit> visits) {
        NaiveOverview naive = new NaiveOverview(funnel.site(), goals(funnel));
        Series counted = series.series(scope(funnel), Granularity.DAY, BERLIN).await().atMost(PATIENCE);
        assertThat(counted.points()).hasSize(3);
        counted.points().forEach(point -> {
            LocalDate day = point.at().atZone(BERLIN).toLocalDate();
            List<Visit> ofTheDay = visits.stream()
                    .filter(visit -> visit.startedAt().atZone(BERLIN).toLocalDate().equals(day))
                    .toList();
            agree(funnel + " on " + day, point.figures(), naive.figures(ofTheDay, visits, Histories.PERIOD));
        });
        agree(funnel.toString(), counted.totals(), naive.figures(visits, visits, Histories.PERIOD));
    }

    private void agreeOnBreakdowns(Funnel funnel, List<Visit> visits) {
        agreeOnBreakdown(BreakdownBy.ENTRY, Visit::entry, funnel, visits);
        agreeOnBreakdown(BreakdownBy.EXIT, Visit::exit, funnel, visits);
        agreeOnBreakdown(BreakdownBy.COUNTRY, Visit::country, funnel, visits);
        agreeOnBreakdown(BreakdownBy.LANGUAGE, Visit::language, funnel, visits);
        agreeOnBreakdown(BreakdownBy.CAMPAIGN, Visit::campaign, funnel, visits);
        agreeOnBreakdown(BreakdownBy.REASON, v -> v.reason() == null ? "open" : v.reason(), funnel, visits);
    }

    private void agreeOnBreakdown(BreakdownBy by, Function<Visit, String> key, Funnel funnel, List<Visit> visits) {
        NaiveOverview naive = new NaiveOverview(funnel.site(), goals(funnel));
        Map<String, List<Visit>> groups = NaiveOverview.sessions(visits, Histories.PERIOD).stream().collect(groupingBy(key));
        Breakdown counted = breakdowns
                .breakdown(scope(funnel), by, BreakdownSort.read("-sessions"), ZoneId.of("UTC"), 200, 0)
                .await()
                .atMost(PATIENCE);
        assertThat(counted.total()).isEqualTo(groups.size());
        counted.items().forEach(group -> agree(
                funnel + " by " + by + " " + group.key(),
                group.figures(),
                naive.figures(groups.get(group.key()), visits, Histories.PERIOD)));
    }

    private static List<Funnel> goals(Funnel funnel) {
        return funnel.goal() ? List.of(funnel) : List.of();
    }

    private static Scope scope(Funnel funnel) {
        return new Scope(Optional.of(funnel.site()), Histories.PERIOD, SessionTraits.ANY, goals(funnel), List.of());
    }

    private static void agree(String about, Object counted, Object byHand) {
        assertThat(counted)
                .as(about)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-12, Double.class)
                .isEqualTo(byHand);
    }

    private void agreeOnOverview(Funnel funnel, List<Visit> visits) {
        Optional<String> site = Optional.of(funnel.site());
        Overview counted = overviews.tally(scope(funnel))
                .await()
                .atMost(PATIENCE)
                .overview(site, Histories.PERIOD);
        agree(
                funnel.toString(),
                counted,
                new NaiveOverview(funnel.site(), goals(funnel)).overview(visits, Histories.PERIOD));
    }
}
