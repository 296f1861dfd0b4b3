package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.Api;
import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.e2e.endings.Cable;
import io.lastseen.embedded.StoresApart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The way to PostgreSQL or to the object store is unplugged: no connection ends, nothing arrives.
 * {@code -Dlastseen.partition.seconds=60 -Dlastseen.crash.recorders=200} is the long form.
 */
@DisplayName("When the way to one of the stores is cut")
class PartitionIT {
    private static final int SECONDS = Integer.getInteger("lastseen.partition.seconds", 8);
    private static final int RECORDERS = Integer.getInteger("lastseen.crash.recorders", 40);
    private static final long MOST_RSS_KB = 1L << 20;
    private static final Duration BACK = Duration.ofSeconds(45);
    /** for a store that says nothing; the defaults would only make the test longer */
    private static final String PATIENCE = "10s";
    private static final String PAGE = "https://shop.example";

    enum Cut {
        POSTGRES, STORE
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Cut.class)
    @DisplayName("nobody is acknowledged, memory stays bounded, and all is delivered once it is back")
    void is_cut(Cut cut) throws Exception {
        try (StoresApart stores = StoresApart.start()) {
            Map<String, String> settings = new HashMap<>(stores.settings());
            try (Cable toPostgres = new Cable(URI.create("http://127.0.0.1:" + settings.get("lastseen.database.port")));
                    Cable toStore = new Cable(URI.create(settings.get("lastseen.objects.endpoint")))) {
                settings.put("lastseen.database.port", String.valueOf(URI.create(toPostgres.origin()).getPort()));
                settings.put("lastseen.objects.endpoint", toStore.origin());
                settings.put("lastseen.database.connection.longest-silence", PATIENCE);
                settings.put("lastseen.objects.timeout", PATIENCE);
                try (ServiceProcess service = ServiceProcess.start(settings)) {
                    run(service, cut == Cut.POSTGRES ? toPostgres : toStore, cut);
                }
            }
        }
    }

    private static void run(ServiceProcess service, Cable cable, Cut cut) throws Exception {
        TestSite site = TestSite.create(Api.of(service), "Partition", PAGE);
        Ledger ledger = new Ledger();
        Recorders crowd = new Recorders(site.doors(PAGE), ledger, RECORDERS, 7);
        long rss;
        Duration back;
        try (crowd) {
            Eventually.isTrue("recorders at work", Duration.ofSeconds(20), () -> ledger.size() >= RECORDERS);
            cable.unplug();
            Instant cutAt = Instant.now();
            TimeUnit.MILLISECONDS.sleep(500);
            ledger.watchFrom(cutAt.plusMillis(500));
            TimeUnit.SECONDS.sleep(SECONDS);
            assertThat(ledger.firstAfter()).as("acknowledged while " + cut + " could not be reached").isEmpty();
            rss = rssKb(service);
            Instant pluggedIn = Instant.now();
            cable.plugIn();
            ledger.watchFrom(pluggedIn);
            back = Eventually.get("an acknowledgement once " + cut + " is back", BACK, ledger::firstAfter,
                    first -> first.isPresent()).orElseThrow();
        }
        Ledger.Audit audit = Eventually.get("every chunk is in a session", Duration.ofSeconds(60),
                () -> ledger.audit(Campaign.recordings(Api.of(service), site)), found -> found.lost().isEmpty());
        System.out.printf("%s cut for %d s: %d acknowledged, %d lost, %d twice, %d wrong; RSS %d MiB; back after %d ms%n", cut, SECONDS,
                audit.acknowledged(), audit.lost().size(), audit.twice(), audit.wrong().size(), rss / 1024, back.toMillis());
        assertThat(crowd.refused()).isEmpty();
        assertThat(audit.twice()).isZero();
        assertThat(audit.wrong()).isEmpty();
        assertThat(rss).isLessThan(MOST_RSS_KB);
    }

    private static long rssKb(ServiceProcess service) throws Exception {
        return Files.readAllLines(Path.of("/proc", String.valueOf(service.process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
