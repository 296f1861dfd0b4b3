package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.VisitorClaims.Which;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In transactions that are not committed: the service's own decisions see nothing of them. */
@QuarkusTest
@DisplayName("A visitor for whose decision somebody waits")
class UrgentVisitorsTest {
    private static final String SITE = "urgent";
    @Inject
    Pool pool;
    @Inject
    VisitorClaims claims;

    @Test
    void does_not_wait_behind_those_whose_everyday_evidence_is_due_for_longer() {
        List<String> first = claimed(Which.URGENT, 10, """
            insert into due (site_id, visitor_id, rev, due_at, urgent_at) values
                ($1, 'everyday', 1, now() - interval '1 hour', null),
                ($1, 'later', 1, now() - interval '1 hour', now() + interval '1 hour'),
                ($1, 'urgent', 1, now() - interval '1 s', now() - interval '1 s')""");

        assertThat(first).containsExactly("urgent");
    }

    @Test
    void is_among_all_who_are_due_too() {
        List<String> all = claimed(Which.ALL, 10, """
            insert into due (site_id, visitor_id, rev, due_at, urgent_at) values
                ($1, 'everyday', 1, now() - interval '1 hour', null),
                ($1, 'urgent', 1, now() - interval '1 s', now() - interval '1 s')""");

        assertThat(all).containsExactly("everyday", "urgent");
    }

    /** @return visitors of the site above */
    private List<String> claimed(Which which, int most, String due) {
        return pool.getConnection().flatMap(connection -> connection.begin().flatMap(transaction -> rows(connection, due)
                .flatMap(made -> claims.claim(connection, which, most)).eventually(transaction::rollback)).eventually(connection::close))
            .await().atMost(Duration.ofSeconds(30)).stream()
            .filter(claim -> claim.due().site().equals(SITE)).map(claim -> claim.due().visitor()).toList();
    }

    private static Uni<Void> rows(SqlConnection connection, String due) {
        return connection.preparedQuery(due).execute(Tuple.of(SITE)).flatMap(made -> connection
            .preparedQuery("insert into visitor (site_id, id, first_seen_at) select site_id, visitor_id, now() from due where site_id = $1")
            .execute(Tuple.of(SITE))).replaceWithVoid();
    }
}
