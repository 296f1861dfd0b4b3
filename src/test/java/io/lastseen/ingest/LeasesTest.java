package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.site.Sites;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels are what one replica saw, and it is believed only while its lease runs. */
@QuarkusTest
class LeasesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    @TestHTTPResource("/")
    URI service;
    @Inject
    Sites sites;
    @Inject
    Pool pool;
    @Inject
    Replica replica;
    @Inject
    Leases leases;
    private final String document = UUID.randomUUID().toString();
    private final String visitor = UUID.randomUUID().toString();

    @BeforeEach
    void the_lease_runs() {
        leases.take().await().atMost(PATIENCE);
    }

    @Test
    void a_channel_is_a_row_with_its_replica_and_epoch_until_it_drops() throws Exception {
        try (Socket socket = open()) {
            assertThat(text("select replica || ' ' || epoch from presence_channel where document_id = $1 and closed_at is null"))
                .isEqualTo(replica.id() + " " + replica.epoch());
            socket.abort();
        }
        await(() -> number("select count(*) from presence_channel where document_id = $1 and closed_at is not null") == 1);
        assertThat(how()).isIn("fin", "reset");
    }

    @Test
    void a_drop_that_is_written_when_the_lease_has_run_out_is_void_whatever_the_socket_saw() throws Exception {
        try (Socket socket = open()) {
            outlive();
            socket.abort();
            await(() -> number("select count(*) from evidence where document_id = $1 and kind = 'chan.drop'") == 1);
        }
        assertThat(how()).isEqualTo("expired");
    }

    @Test
    void a_replica_that_had_let_its_lease_run_out_takes_another_epoch_and_has_its_channels_opened_anew() throws Exception {
        long before = replica.epoch();
        try (Socket socket = open()) {
            outlive();
            leases.take().await().atMost(PATIENCE);

            assertThat(replica.epoch()).isEqualTo(before + 1);
            assertThat(socket.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1012);
        }
        await(() -> number("select count(*) from evidence where document_id = $1 and kind = 'chan.drop'") == 1);
        assertThat(how()).isEqualTo("expired");
    }

    @Test
    void a_lease_that_is_renewed_in_time_keeps_its_epoch() {
        long before = replica.epoch();
        leases.take().await().atMost(PATIENCE);
        leases.take().await().atMost(PATIENCE);
        assertThat(replica.epoch()).isEqualTo(before);
    }

    @Test
    void of_a_dead_replicas_channels_the_others_say_that_nobody_knows() throws Exception {
        String dead = "dead-" + document;
        execute("insert into document (site_id, id, visitor_id, tab_id, day, origin_ms, first_received_at, last_received_at)"
            + " values ('demo', $1, '" + visitor + "', 'tab', (now() at time zone 'utc')::date, 0, now(), now())");
        execute("insert into presence_channel values ('demo', $1, 1, '" + dead + "', 1, null), ('demo', $1, 2, '" + replica.id() + "', " + replica.epoch() + ", null)");
        execute("insert into replica select '" + dead + "', 1, now() - interval '1 second' where $1 <> ''");

        leases.sweep().await().atMost(PATIENCE);
        leases.sweep().await().atMost(PATIENCE);

        assertThat(text("select string_agg(n || ' ' || (body ->> 'how') || ' ' || (body ->> 'replica'), ',') from evidence where document_id = $1"))
            .isEqualTo("-3 expired " + dead);
        assertThat(number("select count(*) from presence_channel where document_id = $1 and closed_at is null")).isEqualTo(1);
        assertThat(number("select count(*) from due where visitor_id = '" + visitor + "' and $1 <> ''")).isEqualTo(1);
    }

    private String how() {
        return text("select body ->> 'how' from evidence where document_id = $1 and kind = 'chan.drop'");
    }

    /** As if nothing had been heard of this replica for longer than its lease. */
    private void outlive() {
        execute("update replica set lease_until = now() - interval '1 second' where id = '" + replica.id() + "' and $1 <> ''");
    }

    private Socket open() throws Exception {
        Socket socket = new Socket();
        String key = sites.byId("demo").orElseThrow().writeKey();
        WebSocket opened = HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", service.toString().replaceAll("/$", ""))
            .buildAsync(URI.create(service.toString().replaceFirst("http", "ws") + "i/s?k=" + key), socket).get(10, TimeUnit.SECONDS);
        socket.it = opened;
        opened.sendText("{\"v\":\"" + visitor + "\",\"t\":\"tab_" + visitor + "\",\"d\":\"" + document + "\",\"o\":" + System.currentTimeMillis()
            + ",\"at\":10,\"c\":1,\"e\":[{\"n\":1,\"t\":1,\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example/\",\"vis\":\"visible\"}]}", true);
        await(() -> number("select count(*) from presence_channel where document_id = $1") == 1);
        return socket;
    }

    private static final class Socket implements WebSocket.Listener, AutoCloseable {
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private WebSocket it;

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        void abort() {
            it.abort();
        }

        @Override
        public void close() {
            it.abort();
        }
    }

    private static void await(BooleanSupplier state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void execute(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(document)).await().atMost(PATIENCE);
    }

    private Row row(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.of(document)).await().atMost(PATIENCE).iterator().next();
    }

    private String text(String sql) {
        return row(sql).getString(0);
    }

    private long number(String sql) {
        return row(sql).getLong(0);
    }
}
