package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup.Key;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A generated site whose sessions are written to the lake, and what the API says of it. */
record LakeSite(Pool pool, SessionCounting counting, String site, String funnel, List<Visit> visits) {
    static final String[] FUNNEL = {"/p/*", "/a", "/b"};
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static LakeSite create(DataSource database, Pool pool, SessionCounting counting) {
        String site = TestSites.create("Lake");
        String funnel = TestFunnels.create(site, true, FUNNEL);
        List<Visit> visits = new Histories(new SplittableRandom(7))
                .visits(site, 300).stream().filter(visit -> visit.settled() && visit.reason() != null).toList();
        new Visits(database).add(visits);
        LakeSite made = new LakeSite(pool, counting, site, funnel, visits);
        made.until("select count(*) from rollup_state where site_id = $1 and complete and goals <> ''", 1);
        made.amend(visits, "channel = (array['direct', 'organic search', 'e-mail'])[1 + abs(hashtext(id) % 3)]");
        return made;
    }

    /** As the decision loop does: what is changed is counted in the same transaction, and a recount passes over it meanwhile. */
    void amend(List<Visit> some, String change) {
        List<Key> keys = some.stream().map(visit -> new Key(site, visit.id())).toList();
        pool.withTransaction(transaction -> transaction
                        .preparedQuery("update session set " + change + " where site_id = $1 and id = any($2)")
                        .execute(Tuple.of(site, keys.stream().map(Key::id).toArray(String[]::new)))
                        .chain(done -> counting.settled(transaction, keys)))
                .await()
                .atMost(PATIENCE);
    }

    void untilWritten() {
        until("select count(*) from lake_change where site_id = $1", 0);
    }

    long counted() {
        return number("select count(*) from session where site_id = $1 and counted and superseded_by is null");
    }

    List<Long> reached() {
        return api("/api/v1/funnels/" + funnel + "/report", "?").getList("steps.reached", Long.class);
    }

    double dropOff() {
        return api("/api/v1/metrics/overview", "?site=" + site + "&").getDouble("dropOff.rate");
    }

    Map<String, Long> sessionsBy(String trait) {
        return Map.ofEntries(api("/api/v1/metrics/breakdown", "?site=" + site + "&by=" + trait + "&").getList("items", Map.class).stream()
                .map(item -> Map.entry((String) item.get("key"), ((Number) item.get("sessions")).longValue()))
                .toArray(Map.Entry[]::new));
    }

    private JsonPath api(String path, String query) {
        return signedIn().get(path + query + "from=2026-03-27T00:00:00Z&to=2026-03-31T00:00:00Z").then().statusCode(200).extract().jsonPath();
    }

    private long number(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.of(site)).await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private void until(String sql, long wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (number(sql) != wanted) {
            assertThat(Instant.now()).as(sql).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
