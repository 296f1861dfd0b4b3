package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.bench.Machine;
import io.lastseen.bench.OtherProcess;
import io.lastseen.bench.PresenceLoad;
import io.lastseen.site.Sites;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand visitors who come and stay, and a thousand of them who vanish: what is lost, how long an acknowledgement takes, how soon
 * an end is known, and what a heartbeat costs. Not part of the test run; docs/performance.md has the command.
 */
@QuarkusTest
class PresenceBenchmark {
    private static final int VISITORS = Integer.getInteger("lastseen.bench.visitors", 10_000);
    private static final int VANISH = VISITORS / 10;
    private static final int ALL_THERE = Integer.getInteger("lastseen.bench.seconds", 300);
    private static final int SETTLES = 20;
    private static final int STEADY = ALL_THERE - PresenceLoad.VANISHING - PresenceLoad.KNOWN - SETTLES;
    private static final int SECONDS = PresenceLoad.RAMP + ALL_THERE;

    @TestHTTPResource("/")
    URI service;
    @Inject
    Sites sites;
    @Inject
    Pool pool;

    @Test
    void visitors_stay_and_vanish() throws Exception {
        ProcessHandle server = Machine.serverOf(pool.query("select pg_backend_pid()").execute().await().indefinitely().iterator().next().getInteger(0));
        long databaseCpu = Machine.serverCpuMs(server);
        long cpu = Machine.ownCpuMs();
        CompletableFuture<JsonObject> load = CompletableFuture.supplyAsync(this::load);
        TimeUnit.SECONDS.sleep(PresenceLoad.RAMP + SETTLES);
        Map<String, Long> before = writes();
        TimeUnit.SECONDS.sleep(STEADY);
        Map<String, Long> after = writes();
        JsonObject heard = load.get(SECONDS, TimeUnit.SECONDS);
        JsonObject vanished = heard.getJsonObject("vanished");
        heard.remove("vanished");
        long[] known = known(vanished, heard.getLong("ended"));
        JsonObject perMinute = new JsonObject();
        after.forEach((table, rows) -> perMinute.put(table, Math.round(100.0 * (rows - before.getOrDefault(table, 0L)) * 60 / STEADY / VISITORS) / 100.0));
        JsonObject report = heard.put("visitors", VISITORS).put("vanished", VANISH).put("known", known.length)
            .put("knownP50Ms", known[known.length / 2]).put("knownP99Ms", known[known.length * 99 / 100]).put("knownMostMs", known[known.length - 1])
            .put("endedThoughTheyStay", ended(vanished, heard.getLong("ended")))
            .put("lost", heard.getJsonObject("chunks").getInteger("requests") - number("select count(*) from chunk"))
            .put("writesPerSessionMinute", perMinute).put("mostResidentMiB", Machine.mostResidentMiB())
            .put("serviceCpuPercent", Math.round((Machine.ownCpuMs() - cpu) / 10.0 / SECONDS))
            .put("databaseCpuPercent", Math.round((Machine.serverCpuMs(server) - databaseCpu) / 10.0 / SECONDS));
        System.out.println(report.encodePrettily());
        Files.writeString(Files.createDirectories(Path.of("target/bench")).resolve("presence.json"), report.encodePrettily());
        assertThat(report.getLong("lost")).isZero();
        assertThat(known).hasSize(VANISH);
    }

    private JsonObject load() {
        try {
            return OtherProcess.run("io.lastseen.bench.PresenceLoad", "target/test-classes", service.getPort(), sites.byId("demo").orElseThrow().writeKey(),
                VISITORS, ALL_THERE, VANISH, Long.toString(System.nanoTime(), 36));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Milliseconds from each end to the verdict that tells it, sorted. */
    private long[] known(JsonObject vanished, long until) {
        return decided(until).entrySet().stream().filter(one -> vanished.containsKey(one.getKey()))
            .mapToLong(one -> one.getValue() - vanished.getLong(one.getKey())).sorted().toArray();
    }

    private long ended(JsonObject vanished, long until) {
        return decided(until).keySet().stream().filter(visitor -> !vanished.containsKey(visitor)).count();
    }

    /** First verdicts by visitor, Unix milliseconds; this machine has one clock. */
    private Map<String, Long> decided(long until) {
        Map<String, Long> decided = new TreeMap<>();
        for (Row row : pool.query("select s.visitor_id, (extract(epoch from min(v.decided_at)) * 1000)::bigint from verdict v"
            + " join session s on s.site_id = v.site_id and s.id = v.session_id where v.reason is not null group by 1").execute().await().indefinitely()) {
            if (row.getLong(1) < until) {
                decided.put(row.getString(0), row.getLong(1));
            }
        }
        return decided;
    }

    /** Rows written so far, of partitions together. */
    private Map<String, Long> writes() {
        Map<String, Long> writes = new TreeMap<>();
        pool.query("select regexp_replace(relname, '_\\d{8}$', '') as name, sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint as rows from pg_stat_user_tables group by 1")
            .execute().await().indefinitely().forEach(row -> {
                if (row.getLong("rows") > 0) {
                    writes.put(row.getString("name"), row.getLong("rows"));
                }
            });
        return writes;
    }

    private long number(String sql) {
        return pool.query(sql).execute().await().indefinitely().iterator().next().getLong(0);
    }
}
