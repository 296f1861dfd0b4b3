package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Who was here long ago is known from the sessions that are kept. */
@QuarkusTest
class ReturningVisitorTest {
    private static final String LONG_AGO = """
        insert into session (site_id, id, visitor_id, state, counted, final, started_at, ended_at, active_at, closes_at, engaged_ms, views,
            entry_path, entry_title, exit_path, exit_title, source, channel, device, browser, os, returning_visitor, reason, decided_at, confidence)
        select 'demo', 'long-ago-' || $1::text, $1::text, 'ended', $2::boolean, true, at, at, at, at, 0, 1, '/', '', '/', '', 'direct', 'direct', 'desktop', '', '', false,
            case when $2::boolean then 'closed' else 'bot' end, at, 1
        from (select now() - interval '40 days' as at) t""";
    private static final String FIRST_SEEN = "insert into visitor (site_id, id, first_seen_at) values ('demo', $1, now() - interval '40 days')";
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;

    @Test
    void a_person_returns_where_an_earlier_session_counts_and_not_where_it_was_a_robot_s() {
        assertThat(comesAfter(true)).isTrue();
        assertThat(comesAfter(false)).isFalse();
    }

    /** Whether somebody whose id was seen long ago, in a session that counts or does not, is taken for one who returns. */
    private boolean comesAfter(boolean counted) {
        TestVisitor visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        pool.preparedQuery(FIRST_SEEN).execute(Tuple.of(visitor.id())).await().atMost(TestVisitor.PATIENCE);
        pool.preparedQuery(LONG_AGO).execute(Tuple.of(visitor.id(), counted)).await().atMost(TestVisitor.PATIENCE);
        String page = visitor.opens("tab_" + visitor.id(), "/again", "");
        visitor.session(page, json -> json.getInt("views") == 1);
        return pool.preparedQuery("select returning_visitor from session where id = $1").execute(Tuple.of(page)).await().atMost(TestVisitor.PATIENCE)
            .iterator().next().getBoolean(0);
    }
}
