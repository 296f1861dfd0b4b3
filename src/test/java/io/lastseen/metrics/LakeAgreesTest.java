package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lastseen.recording.store.ObjectStore;
import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup.Key;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB counts from the files of the lake against what the API says. */
@QuarkusTest
@TestProfile(LakeAgreesTest.AtOnce.class)
class LakeAgreesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String[] FUNNEL = {"/p/*", "/a", "/b"};

    /** Files are written as soon as something has changed. */
    public static final class AtOnce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lastseen.lake.enabled", "true", "lastseen.lake.after", "0s", "lastseen.lake.poll", "200ms");
        }
    }

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    SessionCounting counting;

    @Inject
    ObjectStore objects;

    @TempDir
    Path folder;

    @Test
    void funnels_drop_off_and_traits_counted_from_files_are_those_of_the_api_also_after_sessions_were_amended() throws Exception {
        String site = TestSites.create("Lake");
        String funnel = TestFunnels.create(site, true, FUNNEL);
        List<Visit> visits = new Histories(new SplittableRandom(7))
                .visits(site, 300).stream().filter(visit -> visit.settled() && visit.reason() != null).toList();
        new Visits(database).add(visits);
        until("select count(*) from rollup_state where site_id = $1 and complete and goals <> ''", site, 1);
        amend(site, visits, "channel = (array['direct', 'organic search', 'e-mail'])[1 + abs(hashtext(id) % 3)]");
        agree(site, funnel);

        amend(site, visits.subList(0, 60), "channel = 'referral', started_at = started_at - interval '9 hours'");
        agree(site, funnel);
    }

    /** As the decision loop does: what is changed is counted in the same transaction, and a recount passes over it meanwhile. */
    private void amend(String site, List<Visit> visits, String change) {
        List<Key> keys = visits.stream().map(visit -> new Key(site, visit.id())).toList();
        pool.withTransaction(transaction -> transaction
                        .preparedQuery("update session set " + change + " where site_id = $1 and id = any($2)")
                        .execute(Tuple.of(site, keys.stream().map(Key::id).toArray(String[]::new)))
                        .chain(done -> counting.settled(transaction, keys)))
                .await()
                .atMost(PATIENCE);
    }

    private void agree(String site, String funnel) throws Exception {
        until("select count(*) from lake_change where site_id = $1", site, 0);
        try (Lake lake = Lake.read(objects, site, folder)) {
            String period = "?site=" + site + "&from=2026-03-27T00:00:00Z&to=2026-03-31T00:00:00Z";
            assertThat(lake.count("select count(*) from sessions")).isEqualTo(counted(site));
            assertThat(lake.reached(FUNNEL)).isEqualTo(api("/api/v1/funnels/" + funnel + "/report" + period).getList("steps.reached", Long.class));
            assertThat(lake.dropOff()).isCloseTo(api("/api/v1/metrics/overview" + period).getDouble("dropOff.rate"), within(1e-6));
            for (String trait : List.of("channel", "country", "language")) {
                JsonPath groups = api("/api/v1/metrics/breakdown" + period + "&by=" + trait);
                assertThat(lake.sessionsBy(trait)).hasSizeGreaterThan(1).isEqualTo(Map.ofEntries(groups.getList("items", Map.class).stream()
                        .map(item -> Map.entry((String) item.get("key"), ((Number) item.get("sessions")).longValue()))
                        .toArray(Map.Entry[]::new)));
            }
        }
    }

    private static JsonPath api(String path) {
        return signedIn().get(path).then().statusCode(200).extract().jsonPath();
    }

    private long counted(String site) {
        return number("select count(*) from session where site_id = $1 and counted and superseded_by is null", site);
    }

    private long number(String sql, String site) {
        return pool.preparedQuery(sql).execute(Tuple.of(site)).await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private void until(String sql, String site, long wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (number(sql, site) != wanted) {
            assertThat(Instant.now()).as(sql).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
