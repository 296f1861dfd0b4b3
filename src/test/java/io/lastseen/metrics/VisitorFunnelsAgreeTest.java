package io.lastseen.metrics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionTraits;
import io.lastseen.session.TimeCursor;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Sites' histories by chance ({@code -Dlastseen.histories} says how many), through funnels within days, by the service and by hand. */
@QuarkusTest
class VisitorFunnelsAgreeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int HISTORIES = Integer.getInteger("lastseen.histories", 90);
    private static final Predicate<Visit> ALL = visit -> true;

    @Inject
    DataSource database;

    @Inject
    VisitorFunnels funnels;

    @Inject
    FunnelSeriesQuery series;

    @Inject
    FunnelBreakdownQuery breakdowns;

    private int inSamples;
    private final SplittableRandom random = new SplittableRandom(20_261_130);

    @Test
    void the_service_and_the_naive_implementation_agree_on_generated_histories() {
        Histories histories = new Histories(random);
        Map<Funnel, List<Visit>> all = new LinkedHashMap<>();
        List<Visit> stored = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            String site = "days-" + i;
            List<Visit> visits = histories.visits(site, 10 + i % 60).stream().map(visit -> visit.by(site + "-" + visit.visitor())).toList();
            all.put(within(1 + i % 2, FunnelMode.values()[i % 3], histories.funnel(site)), visits);
            stored.addAll(visits);
        }
        new Visits(database).add(stored);

        long[] across = new long[FunnelMode.values().length];
        all.forEach((funnel, visits) -> {
            Period period = period();
            agree(funnel, visits, period, SessionTraits.ANY, ALL);
            agree(funnel, visits, period, countries("DE", "FR"), visit -> List.of("DE", "FR").contains(visit.country()));
            agreeOverTime(funnel, visits, period);
            agreeToldApart(funnel, visits, period);
            agreeOnLists(funnel, visits, period);
            agreeOnSample(funnel, visits, period);
            across[funnel.mode().ordinal()] += new NaiveVisitorFunnel(funnel).across(visits, period);
        });
        assertThat(inSamples).as("visitors in samples").isPositive();
        assertThat(across).as("visitors who took several sessions, by mode").doesNotContain(0L);
    }

    private void agree(Funnel funnel, List<Visit> visits, Period period, SessionTraits traits, Predicate<Visit> narrowed) {
        FunnelCounts counted = await(funnels.count(funnel, scope(funnel, period, traits)));
        assertThat(counted).as(funnel + " " + period + " " + traits).isEqualTo(new NaiveVisitorFunnel(funnel).count(visits, period, narrowed));
    }

    /** Each point, and the whole, as if it alone were asked for. */
    private void agreeOverTime(Funnel funnel, List<Visit> visits, Period period) {
        NaiveVisitorFunnel naive = new NaiveVisitorFunnel(funnel);
        FunnelSeries counted = await(series.series(funnel, scope(funnel, period), Granularity.DAY, BERLIN));
        for (int i = 0; i < counted.points().size(); i++) {
            Instant at = counted.points().get(i).at();
            Instant from = at.isBefore(period.from()) ? period.from() : at;
            Instant to = i + 1 < counted.points().size() ? counted.points().get(i + 1).at() : period.to();
            assertThat(counted.points().get(i).figures()).as(funnel + " at " + at).isEqualTo(naive.figures(visits, new Period(from, to), ALL));
        }
        assertThat(counted.totals()).isEqualTo(naive.figures(visits, period, ALL));
        assertThat(counted.previous().totals()).isEqualTo(naive.figures(visits, period.before(BERLIN), ALL));
    }

    /** Of the visitors that PostgreSQL takes for the sample. */
    private void agreeOnSample(Funnel funnel, List<Visit> visits, Period period) {
        Set<String> some = sampled(funnel.site());
        inSamples += some.size();
        List<Visit> theirs = visits.stream().filter(visit -> some.contains(visit.visitor())).toList();
        assertThat(await(funnels.sample(funnel, period)).counts()).as("sample of " + funnel)
                .isEqualTo(new NaiveVisitorFunnel(funnel).count(theirs, period, ALL));
    }

    private Set<String> sampled(String site) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select distinct visitor_id from session s where site_id = '" + site + "'" + Sample.INDEXED.ofVisitors())) {
            Set<String> visitors = new HashSet<>();
            while (rows.next()) {
                visitors.add(rows.getString(1));
            }
            return visitors;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void agreeToldApart(Funnel funnel, List<Visit> visits, Period period) {
        NaiveVisitorFunnel naive = new NaiveVisitorFunnel(funnel);
        Map<String, FunnelFigures> byHand = new HashMap<>();
        visits.stream().map(Visit::country).distinct().forEach(country -> {
            FunnelFigures figures = naive.figures(visits, period, visit -> visit.country().equals(country));
            if (figures.entered() > 0) {
                byHand.put(country, figures);
            }
        });
        FunnelBreakdown counted = await(breakdowns.breakdown(
                funnel, scope(funnel, period), BreakdownBy.COUNTRY, FunnelBreakdownSort.read("-entered"), BERLIN, 200, 0));
        assertThat(counted.items().stream().collect(toMap(FunnelBreakdown.Group::key, FunnelBreakdown.Group::figures)))
                .as(funnel.toString())
                .isEqualTo(byHand);
        assertThat(counted.totals()).isEqualTo(naive.figures(visits, period, ALL));
    }

    private void agreeOnLists(Funnel funnel, List<Visit> visits, Period period) {
        NaiveVisitorFunnel naive = new NaiveVisitorFunnel(funnel);
        assertThat(listed(funnel, period, FunnelStop.at(0, Optional.empty()), Optional.empty(), 3))
                .isEqualTo(naive.stopped(visits, period, ALL, 0, 4));
        assertThat(listed(funnel, period, FunnelStop.from(1, Optional.of("closed")), Optional.empty(), 200))
                .isEqualTo(naive.reached(visits, period, ALL, 1, "closed", 200));
        List<DropOffSession> first = await(funnels.stopped(
                funnel, period, SessionTraits.ANY, FunnelStop.from(0, Optional.empty()), Optional.empty(), 1));
        if (!first.isEmpty()) {
            List<String> all = listed(funnel, period, FunnelStop.from(0, Optional.empty()), Optional.empty(), 200);
            assertThat(listed(funnel, period, FunnelStop.from(0, Optional.empty()), Optional.of(first.get(0).place()), 200))
                    .isEqualTo(all.subList(1, all.size()));
        }
    }

    private List<String> listed(Funnel funnel, Period period, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        return await(funnels.stopped(funnel, period, SessionTraits.ANY, stop, after, limit)).stream().map(DropOffSession::id).toList();
    }

    /** So that steps lie before and behind it. */
    private Period period() {
        Instant from = Histories.PERIOD.from().plus(Duration.ofMinutes(random.nextInt(0, 20 * 60)));
        return new Period(from, from.plus(Duration.ofMinutes(random.nextInt(10 * 60, 30 * 60))));
    }

    private static Funnel within(int days, FunnelMode mode, Funnel funnel) {
        return new Funnel(funnel.id(), funnel.site(), funnel.name(), funnel.steps(), mode, days, false, funnel.createdAt());
    }

    private static SessionTraits countries(String... countries) {
        List<String> none = List.of();
        return new SessionTraits(none, none, none, none, none, none, none, none, none, none, List.of(countries), none, none, none, none, none);
    }

    private static Scope scope(Funnel funnel, Period period) {
        return scope(funnel, period, SessionTraits.ANY);
    }

    private static Scope scope(Funnel funnel, Period period, SessionTraits traits) {
        return new Scope(Optional.of(funnel.site()), period, traits, List.of(), List.of());
    }

    private static <T> T await(Uni<T> what) {
        return what.await().atMost(PATIENCE);
    }
}
