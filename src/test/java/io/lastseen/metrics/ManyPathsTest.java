package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionTraits;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which paths are steps is looked up path by path, as long as there are not too many. */
@QuarkusTest
class ManyPathsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String OTHER_PAGES =
            """
            insert into view (site_id, session_id, ordinal, document_id, tab_id, path, title, how, started_at, ended_at, engaged_ms)
            select ?, 'another', n, 'document', 'tab', '/found/' || n, '', 'load', now(), now(), 0 from generate_series(1, 20001) n
            """;

    @Inject
    DataSource database;

    @Inject
    FunnelQueries funnels;

    @Test
    void a_site_with_more_paths_than_that_is_followed_all_the_same() throws SQLException {
        String site = TestSites.create("Many paths");
        new Visits(database).add(visit(site, "a").over("/products/1", "/about", "/cart"), visit(site, "b").over("/cart", "/products/2"));
        FunnelCounts before = count(site);
        otherPages(site);

        assertThat(count(site)).isEqualTo(before);
        assertThat(before.steps()).extracting(FunnelCounts.Step::reached).containsExactly(2L, 1L);
    }

    private FunnelCounts count(String site) {
        List<FunnelStep> steps = List.of(
                new FunnelStep("Product", StepKind.PATH, "/products/*"), new FunnelStep("Cart", StepKind.PATH, "/cart"));
        Funnel funnel = new Funnel("many", site, "Many", steps, FunnelMode.SEQUENTIAL, false, NOON);
        Period day = new Period(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));
        return funnels.ofSessions(funnel, day, SessionTraits.ANY).await().atMost(Duration.ofSeconds(30));
    }

    private void otherPages(String site) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(OTHER_PAGES)) {
            insert.setString(1, site);
            insert.executeUpdate();
        }
    }

    private static Visit visit(String site, String name) {
        return Visit.closed(site, site + "-" + name, NOON, Duration.ofMinutes(2));
    }
}
