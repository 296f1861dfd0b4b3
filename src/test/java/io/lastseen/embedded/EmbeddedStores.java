package io.lastseen.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL and S3 for every {@code @QuarkusTest}: the embedded ones, started once per test run in a folder below target/.
 * Each start of the application (one per test profile) gets a database and a bucket of its own.
 */
public final class EmbeddedStores implements QuarkusTestResourceLifecycleManager {

    /** Class loaders of tests come and go, the properties of the JVM stay: there it says where the stores run. */
    private static final String RUNNING = "test.stores.";

    /** A folder that stays, for benchmarks that write their data once. */
    private static final String KEPT = "lastseen.kept-stores";

    @Override
    public Map<String, String> start() {
        synchronized (System.class) {
            if (System.getProperty(RUNNING + "starts") == null) {
                launch();
            }
            return settings(Integer.getInteger(RUNNING + "starts") + 1);
        }
    }

    @Override
    public void stop() {
        // They end with the JVM: the next test profile uses them too.
    }

    private static Map<String, String> settings(int start) {
        System.setProperty(RUNNING + "starts", String.valueOf(start));
        DatabaseAddress database = new DatabaseAddress("127.0.0.1", Integer.getInteger(RUNNING + "port"), "test_" + start,
                Cluster.SUPERUSER, System.getProperty(RUNNING + "password")).create();
        Map<String, String> settings = new HashMap<>(Settings.of(database));
        settings.put("lastseen.objects.endpoint", System.getProperty(RUNNING + "endpoint"));
        settings.put("lastseen.objects.access-key", System.getProperty(RUNNING + "access-key"));
        settings.put("lastseen.objects.secret-key", System.getProperty(RUNNING + "secret-key"));
        settings.put("lastseen.objects.bucket", "test-" + start);
        return settings;
    }

    private static void launch() {
        Path data = folder();
        DataFolder folder = DataFolder.open(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, Path.of("target/test-stores"));
        EmbeddedObjects objects = EmbeddedObjects.start(folder);
        System.setProperty(RUNNING + "port", String.valueOf(postgres.address().port()));
        System.setProperty(RUNNING + "password", postgres.address().password());
        System.setProperty(RUNNING + "endpoint", objects.address().endpoint().toString());
        System.setProperty(RUNNING + "access-key", objects.address().accessKey());
        System.setProperty(RUNNING + "secret-key", objects.address().secretKey());
        System.setProperty(RUNNING + "starts", "0");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            objects.close();
            postgres.close();
            folder.close();
            if (System.getProperty(KEPT) == null) {
                delete(data);
            }
        }));
    }

    private static Path folder() {
        if (System.getProperty(KEPT) != null) {
            return Path.of(System.getProperty(KEPT)).toAbsolutePath();
        }
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-stores").toAbsolutePath()), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path data) {
        try {
            Disk.deleteTree(data);
        } catch (IOException e) {
            // target/ goes with the next clean
        }
    }
}
