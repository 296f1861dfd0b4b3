package io.lastseen.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartIT {

    @Test
    void after_a_kill_the_next_start_takes_the_left_over_postgres_down_and_finds_all_data() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of())) {
            EmbeddedDatabase.run(service, "create table kept (n int)", "insert into kept values (42)");
            service.kill();
            ProcessHandle leftOver = service.leftoverPostgres().orElseThrow();

            Instant began = Instant.now();
            service.restart();

            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(leftOver.isAlive()).isFalse();
            assertThat(EmbeddedDatabase.number(service, "select n from kept")).isEqualTo(42);
        }
    }

    @Test
    void an_interrupt_stops_everything_that_was_started() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of())) {
            ProcessHandle postgres = service.leftoverPostgres().orElseThrow();

            new ProcessBuilder("kill", "-INT", String.valueOf(service.process().pid())).start().waitFor(5, TimeUnit.SECONDS);
            service.awaitEnd();

            assertThat(postgres.isAlive()).isFalse();
            assertThat(service.data().resolve("postgres/postmaster.pid")).doesNotExist();
            assertThat(service.errors()).isEmpty();
        }
    }

    @Test
    void connected_browsers_are_told_that_the_service_goes_and_do_not_hold_up_its_end() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of())) {
            TestSite site = TestSite.create(Api.of(service), "Restarts", service.url().toString());
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", service.url().toString())
                    .buildAsync(URI.create(service.url().toString().replaceFirst("http", "ws") + "/i/s?k=" + site.writeKey()), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                            closed.complete(code);
                            return null;
                        }
                    }).get(10, TimeUnit.SECONDS);

            service.terminate();

            assertThat(closed).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(1001);
            assertThat(service.output() + service.errors()).doesNotContain("ERROR", "Timed out");
        }
    }
}
