package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.bench.Machine;
import io.lastseen.bench.OtherProcess;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.site.Sites;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What it costs that nothing acknowledged is lost: the product's door beside three others of the same parts, in one process and
 * one run, under a load generator in a process of its own. Not part of the test run; docs/performance.md has the command.
 */
@QuarkusTest
class IngestBenchmark {
    private static final int SECONDS = Integer.getInteger("lastseen.bench.seconds", 10);
    private static final List<String> DOORS = List.of(System.getProperty("lastseen.bench.doors", "dropped,durable,file,single").split(","));
    private static final List<String> SIZES = List.of(System.getProperty("lastseen.bench.sizes", "16384,102400").split(","));
    private static final List<String> CONNECTIONS = List.of(System.getProperty("lastseen.bench.connections", "64,256").split(","));
    private static final Path REPORT = Path.of("target/bench/ingest.json");

    @TestHTTPResource("/")
    URI service;
    @Inject
    BenchmarkDoors doors;
    @Inject
    ObjectStore store;
    @Inject
    CommitSettings commit;
    @Inject
    Sites sites;
    @Inject
    Pool pool;
    private final AtomicLong puts = new AtomicLong();

    @Test
    void doors_side_by_side() throws Exception {
        doors.drop("/bench/dropped");
        doors.store("/bench/durable", store, commit, puts);
        doors.store("/bench/file", new FileObjects(Files.createDirectories(Path.of("target/bench")).resolve("objects" + System.nanoTime())), commit, puts);
        doors.store("/bench/single", store, new TestCommitSettings(32, 1, Duration.ZERO), puts);
        for (String door : DOORS) {
            measure(door, SIZES.get(0), CONNECTIONS.get(0));
        }
        System.out.println("Warm from here on");
        JsonArray rows = new JsonArray();
        for (String size : SIZES) {
            for (String connections : CONNECTIONS) {
                JsonObject row = new JsonObject().put("frameBytes", Integer.parseInt(size)).put("connections", Integer.parseInt(connections));
                for (String door : DOORS) {
                    row.put(door, measure(door, size, connections));
                }
                rows.add(ratios(row));
            }
        }
        Files.writeString(REPORT, new JsonObject().put("mostResidentMiB", Machine.mostResidentMiB()).put("rows", rows).encodePrettily());
        rows.stream().map(JsonObject.class::cast).filter(row -> row.containsKey("durableToFile") && row.getInteger("frameBytes") == 16_384
            && row.getInteger("connections") == 256).forEach(IngestBenchmark::gate);
    }

    private JsonObject measure(String door, String size, String connections) throws Exception {
        ProcessHandle server = Machine.serverOf(pool.query("select pg_backend_pid()").execute().await().indefinitely().iterator().next().getInteger(0));
        long putsBefore = puts.get();
        long cpu = Machine.ownCpuMs();
        long databaseCpu = Machine.serverCpuMs(server);
        long rows = chunks();
        JsonObject load = OtherProcess.run("io.lastseen.bench.ChunkLoad", "target/test-classes", service.getPort(),
            "/bench/" + door + "/c?k=" + sites.byId("demo").orElseThrow().writeKey(), connections, size, 3, SECONDS,
            door.charAt(0) + Long.toString(System.nanoTime(), 36));
        double wall = SECONDS + 3.5;
        long made = puts.get() - putsBefore;
        JsonObject row = new JsonObject()
            .put("requestsPerSecond", Math.round(load.getInteger("requests") / load.getDouble("seconds")))
            .put("megabytesPerSecond", Math.round(load.getInteger("requests") * Double.parseDouble(size) / load.getDouble("seconds") / 1e6))
            .put("p50Ms", load.getDouble("p50")).put("p99Ms", load.getDouble("p99")).put("refused", load.getInteger("refused"))
            .put("chunksPerPut", made == 0 ? 0 : Math.round(10.0 * (chunks() - rows) / made) / 10.0)
            .put("serviceCpuPercent", Math.round((Machine.ownCpuMs() - cpu) / wall / 10))
            .put("databaseCpuPercent", Math.round((Machine.serverCpuMs(server) - databaseCpu) / wall / 10))
            .put("generatorCpuPercent", Math.round(load.getInteger("cpuMs") / load.getDouble("seconds") / 10))
            .put("residentMiB", Machine.residentMiB());
        System.out.printf(Locale.ROOT, "%-8s %6s B %4s connections: %6d/s %5d MB/s, p50 %7.1f ms, p99 %7.1f ms, %5.1f chunks per put,"
            + " CPU %% service %3d database %3d generator %3d, %4d MiB%n", door, size, connections, row.getLong("requestsPerSecond"),
            row.getLong("megabytesPerSecond"), row.getDouble("p50Ms"), row.getDouble("p99Ms"), row.getDouble("chunksPerPut"),
            row.getLong("serviceCpuPercent"), row.getLong("databaseCpuPercent"), row.getLong("generatorCpuPercent"), row.getLong("residentMiB"));
        return row;
    }

    private long chunks() {
        return pool.query("select count(*) from chunk").execute().await().indefinitely().iterator().next().getLong(0);
    }

    private static JsonObject ratios(JsonObject row) {
        if (row.containsKey("dropped") && row.containsKey("durable") && row.containsKey("file")) {
            row.put("durableToCeiling", ratio(row, "durable", "dropped")).put("durableToFile", ratio(row, "durable", "file"));
            System.out.printf(Locale.ROOT, "%6d B %4d connections: durableToCeiling %.2f, durableToFile %.2f%n", row.getInteger("frameBytes"),
                row.getInteger("connections"), row.getDouble("durableToCeiling"), row.getDouble("durableToFile"));
            assertThat(row.getJsonObject("durable").getInteger("refused")).isZero();
        }
        return row;
    }

    private static void gate(JsonObject row) {
        assertThat(row.getDouble("durableToFile")).isGreaterThanOrEqualTo(0.6);
        assertThat(row.getJsonObject("durable").getDouble("p99Ms")).isLessThanOrEqualTo(250);
        assertThat(row.getJsonObject("durable").getDouble("chunksPerPut")).isGreaterThanOrEqualTo(30);
        assertThat(row.getJsonObject("durable").getLong("residentMiB")).isLessThanOrEqualTo(1_024);
    }

    private static double ratio(JsonObject row, String one, String other) {
        return Math.round(100.0 * row.getJsonObject(one).getInteger("requestsPerSecond") / row.getJsonObject(other).getInteger("requestsPerSecond")) / 100.0;
    }
}
