package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two hundred sites' histories by chance, counted by PostgreSQL and by hand. */
@QuarkusTest
class NumbersAgreeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HISTORIES = 200;

    @Inject
    DataSource database;

    @Inject
    FunnelQueries funnels;

    @Inject
    OverviewQuery overviews;

    @Test
    void the_statements_and_the_naive_implementations_agree_on_two_hundred_histories() {
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
            agreeOnOverview(funnel, visits);
        });
    }

    private void agreeOnFunnel(Funnel funnel, List<Visit> visits) {
        FunnelCounts counted = funnels.count(funnel, Histories.PERIOD).await().atMost(PATIENCE);
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

    private void agreeOnOverview(Funnel funnel, List<Visit> visits) {
        List<Funnel> goals = funnel.goal() ? List.of(funnel) : List.of();
        Optional<String> site = Optional.of(funnel.site());
        Overview counted = overviews.tally(site, Histories.PERIOD, goals)
                .await()
                .atMost(PATIENCE)
                .overview(site, Histories.PERIOD);
        assertThat(counted)
                .as(funnel::toString)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-12, Double.class)
                .isEqualTo(new NaiveOverview(funnel.site(), goals).overview(visits, Histories.PERIOD));
    }
}
