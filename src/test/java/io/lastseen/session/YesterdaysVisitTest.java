package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a visit of two pages, which ended long ago, more is heard of one; the other one fell silent earlier. */
@QuarkusTest
class YesterdaysVisitTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    private final String tab = TestVisitor.anId();
    private TestVisitor visitor;
    private String first;
    private String second;

    @BeforeEach
    void a_visit_of_two_pages_has_ended_for_good() {
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        first = visitor.opens(tab, "/yesterday", "");
        second = visitor.opens(tab, "/evening", "");
        visitor.says(tab, second, 1_400, "\"k\":\"signout\"");
        visitor.session(first, json -> "ended".equals(json.getString("state")) && json.getInt("views") == 2);
    }

    @Test
    void late_evidence_of_one_page_amends_the_visit_and_leaves_it_the_other_that_was_last_heard_of_before() {
        lastHeardOf(first, 27);

        visitor.says(tab, second, 500, "\"k\":\"mark\",\"what\":\"track\",\"name\":\"late\"");

        awaitDecided();
        assertThat(number("select count(*) from mark where session_id = $1", first)).isEqualTo(1);
        assertThatNothingIsMissing();
    }

    @Test
    void a_visit_whose_evidence_is_too_old_to_be_looked_at_again_stays_as_it_was() {
        lastHeardOf(first, 60);

        visitor.says(tab, second, 500, "\"k\":\"mark\",\"what\":\"track\",\"name\":\"late\"");

        awaitDecided();
        assertThatNothingIsMissing();
    }

    private void assertThatNothingIsMissing() {
        JsonPath session = visitor.session(first, json -> true);
        assertThat(session.getInt("views")).isEqualTo(2);
        assertThat(session.getString("entry.path")).isEqualTo("/yesterday");
        assertThat(session.getString("end.reason")).isEqualTo("signed_out");
        assertThat(number("select count(*) from view where session_id = $1 and document_id = '" + first + "'", first)).isEqualTo(1);
    }

    private void lastHeardOf(String document, int hoursAgo) {
        pool.preparedQuery("update document set last_received_at = now() - $2::int * interval '1 hour' where id = $1")
            .execute(Tuple.of(document, hoursAgo)).await().atMost(TestVisitor.PATIENCE);
    }

    private void awaitDecided() {
        long deadline = System.nanoTime() + TestVisitor.PATIENCE.toNanos();
        while (number("select count(*) from due where visitor_id = $1 and due_at < now() + interval '1 minute'", visitor.id()) > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long number(String sql, String id) {
        return pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(TestVisitor.PATIENCE).iterator().next().getLong(0);
    }
}
