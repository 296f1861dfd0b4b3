package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who is there and does nothing costs nearly nothing. Row versions are counted: xmin changes with each write of a row. */
@QuarkusTest
class LazyDecisionsTest {
    private static final int HEARTBEATS = 40;
    private static final String HEARTBEAT = "\"k\":\"hb\",\"vis\":\"visible\",\"focus\":true";
    private static final String HEARTBEATS_STORED = "select count(*) from evidence where kind = 'hb' and document_id = $1";
    private static final String EVIDENCE_STORED = "select count(*) from evidence where document_id = $1";
    @TestHTTPResource("/")
    URI service;
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    private TestVisitor visitor;
    private String page;

    @BeforeEach
    void somebody_is_there() {
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        page = visitor.opens("tab_" + visitor.id(), "/quiet", "");
        visitor.session(page, json -> json.getInt("views") == 1);
        await("select count(*) from due where visitor_id = $1 and due_at > now() + interval '1 minute'", visitor.id(), n -> n == 1);
    }

    @Test
    void posted_heartbeats_of_which_none_says_anything_new_are_one_row_and_no_decision() {
        String before = rowVersions();
        for (int i = 0; i < HEARTBEATS; i++) {
            visitor.says("tab_" + visitor.id(), page, 2_000 + i, HEARTBEAT);
        }

        assertThat(number(HEARTBEATS_STORED, page)).isEqualTo(1);
        assertThat(rowVersions()).as("the session's and the due row").isEqualTo(before);
    }

    @Test
    void a_heartbeat_that_says_something_new_is_a_row() {
        for (int i = 0; i < HEARTBEATS; i++) {
            visitor.says("tab_" + visitor.id(), page, 2_000 + i, i < HEARTBEATS / 2 ? HEARTBEAT : HEARTBEAT.replace("true", "false"));
        }

        assertThat(number(HEARTBEATS_STORED, page)).isEqualTo(2);
    }

    @Test
    void heartbeats_on_an_open_channel_are_one_row_and_no_decision() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String address = service.toString().replaceFirst("http", "ws") + "i/s?k=" + sites.byId("demo").orElseThrow().writeKey();
        WebSocket socket = client.newWebSocketBuilder().header("Origin", "https://shop.example").buildAsync(URI.create(address), new WebSocket.Listener() { })
            .get(10, TimeUnit.SECONDS);
        socket.sendText(message(100, HEARTBEAT), true);
        await("select count(*) from evidence where kind = 'chan.open' and document_id = $1", page, n -> n == 1);
        await("select count(*) from due where visitor_id = $1 and due_at > now() + interval '1 minute'", visitor.id(), n -> n == 1);
        String before = rowVersions();
        long stored = number(EVIDENCE_STORED, page);

        for (int i = 1; i < HEARTBEATS; i++) {
            socket.sendText(message(100 + i, HEARTBEAT), true).get(5, TimeUnit.SECONDS);
        }
        // what comes after them on the same socket has been stored, so they have been heard
        socket.sendText(message(200, "\"k\":\"net\",\"state\":\"online\""), true);
        await("select count(*) from evidence where kind = 'net' and document_id = $1", page, n -> n == 1);

        assertThat(number(EVIDENCE_STORED, page)).isEqualTo(stored + 1);
        assertThat(rowVersions().split(" ")[0]).as("the session's row").isEqualTo(before.split(" ")[0]);
        socket.abort();
    }

    @Test
    void only_who_is_due_is_decided() {
        String before = rowVersions();
        TestVisitor another = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        another.session(another.opens("tab_" + another.id(), "/other", ""), json -> json.getInt("views") == 1);

        assertThat(rowVersions()).isEqualTo(before);
    }

    private String message(int n, String signal) {
        long now = System.currentTimeMillis();
        return "{\"v\":\"" + visitor.id() + "\",\"t\":\"tab_" + visitor.id() + "\",\"d\":\"" + page + "\",\"o\":" + (now - 5_000)
            + ",\"at\":5000,\"c\":1,\"e\":[{\"n\":" + n + ",\"t\":4900," + signal + "}]}";
    }

    private String rowVersions() {
        return pool.preparedQuery("select (select s.xmin::text from session s where s.id = $1) || ' ' || (select d.xmin::text from due d where d.visitor_id = $2)")
            .execute(Tuple.of(page, visitor.id())).await().atMost(TestVisitor.PATIENCE).iterator().next().getString(0);
    }

    private long number(String sql, String id) {
        return pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(TestVisitor.PATIENCE).iterator().next().getLong(0);
    }

    private void await(String sql, String id, LongPredicate state) {
        long deadline = System.nanoTime() + TestVisitor.PATIENCE.toNanos();
        while (!state.test(number(sql, id))) {
            assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
