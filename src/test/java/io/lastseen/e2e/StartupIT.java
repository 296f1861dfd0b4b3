package io.lastseen.e2e;

import io.lastseen.embedded.EmbeddedStores;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot start says so in one sentence and ends; whoever started it needs no stack trace. */
class StartupIT {

    @TempDir
    Path folder;

    private static void assertRefused(Map<String, String> settings, String... words) {
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.errors().strip()).hasLineCount(1).contains(words).endsWith(".");
            assertThat(service.output()).isEmpty();
        }
    }

    private static Map<String, String> stores(String name, String value) {
        Map<String, String> stores = new HashMap<>(new EmbeddedStores().start());
        stores.put(name, value);
        return stores;
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_port_in_use() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertRefused(Map.of("quarkus.http.port", port), "Port " + port + " is in use", "quarkus.http.port");
        }
    }

    @Test
    void a_folder_that_cannot_be_written() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertRefused(Map.of("lastseen.data", file.resolve("data").toString()), "cannot be written", "lastseen.data");
    }

    @Test
    void a_folder_another_lastseen_runs_on() {
        try (ServiceProcess first = ServiceProcess.start(Map.of())) {
            assertRefused(Map.of("lastseen.data", first.data().toString()), "Another Lastseen", "lastseen.data");
            assertThat(first.ready()).isTrue();
        }
    }

    @Test
    void data_of_another_major_version_of_postgresql() throws Exception {
        Path data = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertRefused(Map.of("lastseen.data", folder.toString()), "PostgreSQL 17", "dump");
        assertThat(data.toFile().list()).containsExactly("PG_VERSION");
    }

    @Test
    void a_wrong_password_for_the_database() {
        assertRefused(stores("lastseen.database.password", "wrong"), "refuses user", "lastseen.database.password");
    }

    @Test
    void a_database_that_is_not_there() {
        assertRefused(stores("lastseen.database.name", "nowhere"), "has no database nowhere", "lastseen.database.name");
    }

    @Test
    void a_database_server_that_cannot_be_reached() throws Exception {
        assertRefused(stores("lastseen.database.port", String.valueOf(unusedPort())), "cannot be reached",
                "lastseen.database.port");
    }

    @Test
    void a_wrong_secret_for_the_object_store() {
        assertRefused(stores("lastseen.objects.secret-key", "wrong-secret"), "refuses access",
                "lastseen.objects.secret-key");
    }

    @Test
    void an_object_store_that_cannot_be_reached() throws Exception {
        assertRefused(stores("lastseen.objects.endpoint", "http://127.0.0.1:" + unusedPort()), "cannot be reached",
                "lastseen.objects.endpoint");
    }

    @Test
    void an_object_store_without_keys() {
        Map<String, String> stores = stores("lastseen.objects.bucket", "b");
        stores.remove("lastseen.objects.secret-key");

        assertRefused(stores, "needs keys", "lastseen.objects.secret-key");
    }

    @Test
    void a_database_of_countries_that_is_none() throws Exception {
        Path file = Files.writeString(folder.resolve("countries.csv"), "1.0.0.0,1.0.0.255,AU\n");

        assertRefused(stores("lastseen.country.database", file.toString()), "lastseen.country.database must be", "countries.csv cannot be read");
    }

    @Test
    void a_setting_that_cannot_be_read() {
        assertRefused(Map.of("lastseen.archive.grace", "abc"),
                "lastseen.archive.grace is \"abc\": give a duration like 30s, 5m or 2h (docs/settings.md).");
    }

    @Test
    void a_setting_that_is_out_of_range() {
        assertRefused(stores("lastseen.archive.grace", "1s"), "lastseen.archive.grace", "docs/settings.md");
    }

    @Test
    void a_second_look_that_would_be_too_soon() {
        assertRefused(stores("lastseen.erasure.second-look", "1m"), "lastseen.erasure.second-look is 1m, but must be at least 100s",
                "lastseen.commit.deadline");
    }
}
