package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lastseen.recording.store.ObjectStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the files of the site that {@link MetricsBenchmark} has left in kept stores, and compares what DuckDB counts from them with
 * the API. Not part of the test run: {@code mvn -q -Dexec.skip=true -DskipNpmTests=true -Dtest=LakeBenchmark
 * -Dlastseen.kept-stores=FOLDER test}.
 */
@QuarkusTest
@TestProfile(LakeAgreesTest.AtOnce.class)
class LakeBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(9);

    @Inject
    Pool pool;

    @Inject
    ObjectStore objects;

    @TempDir
    Path folder;

    @Test
    void files_of_a_large_site() throws Exception {
        String site = text("select id from site where name = 'Benchmark'");
        String funnel = text("select id from funnel where site_id = '" + site + "'");
        String sessions = text("select count(*)::text from session where site_id = '" + site + "'");
        timed("all days written", () -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!text("select (enabled and not exists (select from lake_change))::text from lake_switch").equals("true")) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(100_000_000);
            }
            return "";
        });
        report("%s sessions, %s bytes of files for each%n", sessions, text("select (sum(bytes) / sum(sessions))::int::text from lake_day"));
        Lake lake = timed("files read from the store to this disk", () -> Lake.read(objects, site, folder));
        String period = "?from=2026-03-01T00:00:00Z&to=2026-07-15T00:00:00Z";
        String ofSite = period + "&site=" + site;

        List<Long> reached = timed("funnel of five steps, DuckDB", () -> lake.reached(GeneratedSite.FUNNEL.toArray(String[]::new)));
        assertThat(timed("  the API", () -> api("/api/v1/funnels/" + funnel + "/report" + period).getList("steps.reached", Long.class)))
                .isEqualTo(reached);
        double dropOff = timed("drop-off, DuckDB", lake::dropOff);
        assertThat(timed("  the API", () -> api("/api/v1/metrics/overview" + ofSite).getDouble("dropOff.rate"))).isCloseTo(dropOff, within(1e-6));
        Map<String, Long> channels = timed("channels, DuckDB", () -> lake.sessionsBy("channel"));
        List<Map<String, Object>> items = timed("  the API", () -> api("/api/v1/metrics/breakdown" + ofSite + "&by=channel").getList("items"));
        assertThat(items).hasSameSizeAs(channels.keySet());
        items.forEach(item -> assertThat(((Number) item.get("sessions")).longValue()).isEqualTo(channels.get(item.get("key"))));
        report("funnel %s, drop-off and %d channels are the same%n", reached, channels.size());
        lake.close();
    }

    private static JsonPath api(String path) {
        return signedIn().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        T result = work.call();
        report("%-42s %8.0f ms%n", what, (System.nanoTime() - began) / 1e6);
        return result;
    }

    private String text(String sql) {
        return pool.query(sql).execute().await().atMost(PATIENCE).iterator().next().getString(0);
    }

    private static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, "lake: " + format, values);
    }
}
