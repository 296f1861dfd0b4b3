package io.lastseen.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.bench.OtherProcess;
import io.lastseen.bench.SoakLoad.Schedule;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.embedded.StoresApart;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Half an hour of visits that come and go, at 70 % of what the door takes at most on this machine; sessions end, are archived, and
 * what that leaves over is swept meanwhile. Takes 50 minutes and 50 GB, so it is not among the tests:
 * {@code mvn failsafe:integration-test failsafe:verify -Dit.test=SoakProof} after a package. {@code -Dlastseen.soak.minutes},
 * {@code .part} (of the peak, 0.7) and {@code .bytes} (of a chunk, 4,096) change it.
 */
@DisplayName("Half an hour at seven tenths of the peak")
class SoakProof {
    private static final String PAGE = "https://shop.example";
    private static final String CLASSES = Path.of("target/test-classes").toAbsolutePath().toString();
    private static final int CONNECTIONS = 256;
    private static final int BYTES = Integer.getInteger("lastseen.soak.bytes", 4_096);
    private static final int SECONDS = 60 * Integer.getInteger("lastseen.soak.minutes", 30);
    private static final double PART = Double.parseDouble(System.getProperty("lastseen.soak.part", "0.7"));
    private static final int PEAK_SECONDS = 30;
    /** Sessions that are played afterwards, some two a second while archives are still being written. */
    private static final int PLAYED = 500;
    /** So that segments go while it runs, and not two days later. */
    private static final Map<String, String> SHORT_LIVES = Map.of("lastseen.archive.after", "30s", "lastseen.archive.grace", "3m",
            "lastseen.archive.sweep", "1m");

    @Test
    @DisplayName("nothing is lost or refused, and the service's memory stays where it was")
    void stays_healthy() throws Exception {
        try (StoresApart stores = StoresApart.start(); ServiceProcess service = ServiceProcess.startForLong(settings(stores))) {
            Api api = Api.of(service);
            int peak = peak(service, TestSite.create(api, "Peak", PAGE));
            TestSite site = TestSite.create(api, "Soak", PAGE);
            Schedule schedule = new Schedule((int) (PART * peak));
            Resident resident = new Resident(service.process().pid());
            JsonObject load;
            try (resident) {
                load = run("io.lastseen.bench.SoakLoad", service, site, BYTES, schedule.perSecond(), SECONDS);
            }
            Found found;
            try (Connection database = stores.connect()) {
                found = new SessionReader(api, site, BYTES, PLAYED).read(database, schedule, (long) SECONDS * schedule.perSecond(),
                        Duration.ofMinutes(10));
            }
            JsonObject report = new JsonObject().put("peakPerSecond", peak).put("perSecond", schedule.perSecond()).put("load", load)
                    .put("found", JsonObject.mapFrom(found)).put("residentMiBByMinute", resident.byMinute());
            System.out.println(report.encodePrettily());
            Files.writeString(Files.createDirectories(Path.of("target/bench")).resolve("soak.json"), report.encodePrettily());
            service.terminate();
            int check = service.run("fsck", Duration.ofMinutes(30));
            String bytes = service.output();
            System.out.println(bytes);
            assertThat(load.getLong("refused")).as("refused").isZero();
            assertThat(found.sessions()).as("sessions, one of each page").isEqualTo(found.pages());
            assertThat(found.unindexed()).as("acknowledged and not in the index").isZero();
            assertThat(found.lost()).as("lost").isZero();
            assertThat(found.twice()).as("played twice").isZero();
            assertThat(found.wrong()).as("other bytes").isZero();
            assertThat(check).as(bytes + service.errors()).isZero();
            assertThat(bytes).contains("rows without bytes      0", "damaged chunks          0");
            assertThat(resident.growth()).as("resident memory of the last third to the second one").isLessThan(1.1);
        }
    }

    private static Map<String, String> settings(StoresApart stores) {
        Map<String, String> settings = new HashMap<>(stores.settings());
        settings.putAll(SHORT_LIVES);
        return settings;
    }

    /** As fast as chunks are acknowledged, the compiler warm. @return chunks per second */
    private static int peak(ServiceProcess service, TestSite site) throws Exception {
        JsonObject load = run("io.lastseen.bench.ChunkLoad", service, site, BYTES, PEAK_SECONDS, PEAK_SECONDS);
        return (int) (load.getInteger("requests") / load.getDouble("seconds"));
    }

    private static JsonObject run(String generator, ServiceProcess service, TestSite site, Object bytes, Object one, Object other) throws Exception {
        return OtherProcess.run(generator, CLASSES, service.url().getPort(), "/i/c?k=" + site.writeKey(), CONNECTIONS, bytes, one, other,
                Long.toString(System.nanoTime(), 36));
    }
}
