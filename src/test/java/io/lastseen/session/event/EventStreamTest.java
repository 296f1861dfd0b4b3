package io.lastseen.session.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.session.TestVisitor;
import io.lastseen.session.event.Listener.Heard;
import io.lastseen.site.Sites;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of real visits, and what the order of commits does to them. */
@QuarkusTest
class EventStreamTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    DataSource database;
    @Inject
    EventNumbering numbering;
    @TestHTTPResource("/api/v1/stream")
    URI stream;
    private TestVisitor visitor;

    @BeforeEach
    void somebodyComes() {
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
    }

    private String aSite() {
        return visitor.api().contentType("application/json").body(Map.of("name", "Heard", "origins", new String[] {"*"})).post("/api/v1/sites").path("id");
    }

    private Listener listen(String query, String lastEventId) throws Exception {
        return Listener.connect(URI.create(stream + query), token.value(), lastEventId);
    }

    private static Predicate<Heard> told(String type, String session) {
        return heard -> heard.event().equals(type) && heard.session().equals(session);
    }

    @Test
    void a_visit_is_told_from_its_start_over_its_end_to_its_return() throws Exception {
        try (Listener listener = listen("?site=demo", "")) {
            assertThat(listener.status()).isEqualTo(200);
            assertThat(listener.header("Content-Type")).startsWith("text/event-stream");
            String session = visitor.opens("tab-" + visitor.id(), "/", "");
            Heard started = listener.await(told("session.started", session));
            visitor.closes("tab-" + visitor.id(), session);
            Heard ended = listener.await(told("session.ended", session));
            visitor.opens("tab-" + visitor.id(), "/again", "");
            Heard reopened = listener.await(told("session.reopened", session));

            assertThat(started.json().getString("session.state")).isEqualTo("open");
            assertThat(started.json().getString("site")).isEqualTo("demo");
            assertThat(ended.json().getString("session.end.reason")).isEqualTo("closed");
            assertThat(ended.json().getList("session.end.evidence.text")).contains("The tab was closed.");
            assertThat(reopened.json().getString("session.end")).isNull();
            assertThat(reopened.json().getInt("revision")).isGreaterThan(ended.json().getInt("revision"));
            assertThat(Long.parseLong(started.id())).isLessThan(Long.parseLong(ended.id()));
            assertThat(Long.parseLong(ended.id())).isLessThan(Long.parseLong(reopened.id()));
            assertThat(listener.heard().stream().filter(told("session.started", session))).hasSize(1);
        }
    }

    @Test
    void who_comes_back_with_the_last_id_hears_what_was_missed_once_and_nothing_twice() throws Exception {
        String missed = TestVisitor.anId();
        Heard hello;
        try (Listener listener = listen("", "")) {
            hello = listener.await(heard -> !heard.id().isEmpty());
        }
        write(missed, "demo");
        write(missed, "elsewhere");
        Heard first;
        try (Listener listener = listen("?site=demo", hello.id())) {
            first = listener.await(told("session.started", missed));
        }
        try (Listener listener = listen("?after=" + first.id(), "")) {
            Heard second = listener.await(told("session.started", missed));
            assertThat(second.json().getString("site")).isEqualTo("elsewhere");
            assertThat(second.id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void what_commits_late_is_told_late_and_not_lost_although_it_was_written_first() throws Exception {
        String slow = TestVisitor.anId();
        String quick = TestVisitor.anId();
        try (Listener listener = listen("", ""); Connection late = database.getConnection()) {
            late.setAutoCommit(false);
            write(late, slow, "demo", "0 seconds");
            write(quick, "demo");
            Heard overtaking = listener.await(told("session.started", quick));
            late.commit();
            Heard overtaken = listener.await(told("session.started", slow));

            assertThat(Long.parseLong(overtaken.id())).isGreaterThan(Long.parseLong(overtaking.id()));
        }
    }

    @Test
    void more_than_is_kept_in_memory_is_told_whole_and_in_order() throws Exception {
        String site = aSite();
        Heard hello;
        try (Listener listener = listen("", "")) {
            hello = listener.await(heard -> !heard.id().isEmpty());
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 2_600; i++) {
                write(connection, "s" + i, site, "0 seconds");
            }
            connection.commit();
        }
        try (Listener listener = listen("?site=" + site, hello.id())) {
            listener.await(told("session.started", "s2599"));
            assertThat(listener.heard().stream().filter(heard -> !heard.data().isEmpty()).map(Heard::session).toList())
                .isEqualTo(IntStream.range(0, 2_600).mapToObj(i -> "s" + i).toList());
        }
    }

    @Test
    void a_silent_stream_says_that_it_is_there_and_where() throws Exception {
        try (Listener listener = listen("?site=" + aSite(), "")) {
            Heard heartbeat = listener.await(heard -> heard.comment().equals("heartbeat"));
            assertThat(Long.parseLong(heartbeat.id())).isNotNegative();
        }
    }

    @Test
    void a_position_that_is_not_kept_any_more_is_refused_with_what_to_do() throws Exception {
        write("old", "demo", "30 days");
        long position = awaitNumbered("old");
        numbering.forget().await().atMost(Duration.ofSeconds(10));

        try (Listener listener = listen("", Long.toString(position - 1))) {
            assertThat(listener.status()).isEqualTo(410);
            assertThat(listener.header("Content-Type")).startsWith("application/problem+json");
        }
        try (Listener listener = listen("?after=" + (position + 1_000_000), "")) {
            assertThat(listener.status()).isEqualTo(410);
        }
        try (Listener listener = listen("?after=yesterday", "")) {
            assertThat(listener.status()).isEqualTo(400);
        }
        try (Listener listener = listen("?site=nobodys", "")) {
            assertThat(listener.status()).isEqualTo(404);
        }
    }

    private void write(String session, String site) throws SQLException {
        write(session, site, "0 seconds");
    }

    private void write(String session, String site, String ago) throws SQLException {
        try (Connection connection = database.getConnection()) {
            write(connection, session, site, ago);
        }
    }

    private static void write(Connection connection, String session, String site, String ago) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into outbox (site_id, id, session_id, type, at, session)
            values (?, ?, ?, 'session.started', now() - ?::interval, jsonb_build_object('site_id', ?, 'id', ?, 'visitor_id', 'v', 'state', 'open',
                'final', false, 'started_at', now(), 'engaged_ms', 0, 'views', 1, 'entry_path', '/', 'entry_title', '', 'exit_path', '/',
                'exit_title', '', 'source', 'direct', 'channel', 'direct', 'device', 'desktop', 'browser', '', 'os', '', 'revision', 0))""")) {
            insert.setString(1, site);
            insert.setObject(2, UUID.randomUUID());
            insert.setString(3, session);
            insert.setString(4, ago);
            insert.setString(5, site);
            insert.setString(6, session);
            insert.executeUpdate();
        }
    }

    private long awaitNumbered(String session) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            try (Connection connection = database.getConnection();
                 PreparedStatement select = connection.prepareStatement("select max(position) from event where session_id = ?")) {
                select.setString(1, session);
                ResultSet found = select.executeQuery();
                if (found.next() && found.getLong(1) > 0) {
                    return found.getLong(1);
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Not numbered within 10 s");
    }
}
