package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.Api;
import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.embedded.StoresApart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk of a store fills up, or can only be read. Mounts small file systems, so it needs root and is not among the
 * tests: {@code mvn failsafe:integration-test failsafe:verify -Dit.test=FullDiskProof} after a package.
 */
@DisplayName("When a store cannot write")
class FullDiskProof {
    private static final String PAGE = "https://shop.example";
    private static final int RECORDERS = 50;
    private static final Duration TROUBLE = Duration.ofSeconds(20);
    private static final Duration BACK = Duration.ofSeconds(60);

    enum Trouble {
        STORE_FULL, STORE_READ_ONLY, DATABASE_FULL, DATABASE_READ_ONLY
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Trouble.class)
    @DisplayName("nobody is acknowledged, and all is delivered once it can")
    void cannot_write(Trouble trouble) throws Exception {
        Path folder = Files.createTempDirectory("lastseen-disk");
        // the store's own folder, not the one around it, whose lock stays open for writing
        Path objects = mount(folder.resolve("objects/objects"), 256);
        Path database = mount(folder.resolve("database"), 512);
        try (StoresApart stores = StoresApart.in(folder); ServiceProcess service = ServiceProcess.startForLong(stores.settings())) {
            TestSite site = TestSite.create(Api.of(service), "Disk", PAGE);
            Ledger ledger = new Ledger();
            Recorders crowd = new Recorders(site.doors(PAGE), ledger, RECORDERS, 11);
            Duration back;
            try (crowd) {
                Eventually.isTrue("recorders at work", Duration.ofSeconds(20), () -> ledger.size() >= RECORDERS);
                begin(trouble, objects, database, stores);
                Eventually.isTrue("no more acknowledgements", Duration.ofSeconds(20), () -> silentFor(ledger, Duration.ofSeconds(3)));
                int before = ledger.size();
                TimeUnit.MILLISECONDS.sleep(TROUBLE.toMillis());
                // a full database still takes what fits into pages it has; whether it was taken for good, the audit tells
                assertThat(ledger.size() - before).as("acknowledged while " + trouble)
                        .isLessThanOrEqualTo(trouble == Trouble.DATABASE_FULL ? RECORDERS : 0);
                Instant end = Instant.now();
                ledger.watchFrom(end);
                end(trouble, objects, database, stores);
                back = Eventually.get("an acknowledgement after " + trouble, BACK, ledger::firstAfter, first -> first.isPresent())
                        .orElseThrow();
            }
            Ledger.Audit audit = Eventually.get("every chunk is in a session", Duration.ofSeconds(60),
                    () -> ledger.audit(Campaign.recordings(Api.of(service), site)), found -> found.lost().isEmpty());
            System.out.printf("%s for %d s: %d acknowledged, %d lost, %d twice, %d wrong; back after %d ms%n", trouble,
                    TROUBLE.toSeconds(), audit.acknowledged(), audit.lost().size(), audit.twice(), audit.wrong().size(), back.toMillis());
            assertThat(crowd.refused()).isEmpty();
            assertThat(audit.twice()).isZero();
            assertThat(audit.wrong()).isEmpty();
        } finally {
            run("umount", "-l", objects.toString());
            run("umount", "-l", database.toString());
        }
    }

    private static void begin(Trouble trouble, Path objects, Path database, StoresApart stores) throws Exception {
        switch (trouble) {
            case STORE_FULL -> fill(objects);
            case DATABASE_FULL -> fill(database);
            case STORE_READ_ONLY -> Eventually.isTrue("read-only", Duration.ofSeconds(10),
                    () -> run("mount", "-o", "remount,ro", objects.toString()) == 0);
            case DATABASE_READ_ONLY -> readOnly(stores, "on");
        }
    }

    private static void end(Trouble trouble, Path objects, Path database, StoresApart stores) throws Exception {
        switch (trouble) {
            case STORE_FULL -> Files.delete(objects.resolve("ballast"));
            case DATABASE_FULL -> Files.delete(database.resolve("ballast"));
            case STORE_READ_ONLY -> run("mount", "-o", "remount,rw", objects.toString());
            case DATABASE_READ_ONLY -> readOnly(stores, "off");
        }
    }

    /** As a primary becomes a replica: every statement that writes is refused. */
    private static void readOnly(StoresApart stores, String value) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + stores.database().port() + "/lastseen";
        try (Connection connection = DriverManager.getConnection(url, stores.database().user(), stores.database().password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + value);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static boolean silentFor(Ledger ledger, Duration time) throws InterruptedException {
        int before = ledger.size();
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        return ledger.size() == before;
    }

    private static Path mount(Path at, int megabytes) throws Exception {
        Files.createDirectories(at);
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at.toString())).as("mounted, as root").isZero();
        return at;
    }

    private static void fill(Path folder) throws Exception {
        run("sh", "-c", "cat /dev/zero > " + folder.resolve("ballast"));
    }

    private static int run(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
