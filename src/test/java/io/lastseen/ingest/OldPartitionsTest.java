package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.recording.RecordedVisit;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days end, and come back when somebody needs them. */
@QuarkusTest
class OldPartitionsTest {
    private static final String DAY = "((now() at time zone 'utc')::date - 20)";
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    @Inject
    OldPartitions old;

    @Test
    void a_day_goes_when_nothing_of_it_is_needed_and_is_made_again_for_a_page_that_comes_back() {
        RecordedVisit visit = new RecordedVisit(sites.byId("demo").orElseThrow().writeKey(), token.value());
        visit.sends(0, "[1]").then().statusCode(200);
        String ofDocument = " where document_id = '" + visit.document() + "'";
        execute("delete from evidence" + ofDocument);
        execute("delete from chunk" + ofDocument);
        execute("update document set day = " + DAY + " where id = '" + visit.document() + "'");
        visit.sends(1, "[2]").then().statusCode(200);
        assertThat(partition()).isNotNull();
        execute("update evidence set received_at = now() - interval '3 days'" + ofDocument);

        old.drop().await().indefinitely();
        assertThat(partition()).as("its chunk is not archived").isNotNull();
        execute("delete from chunk" + ofDocument);
        old.drop().await().indefinitely();
        assertThat(partition()).as("somebody may still look for what is left of its document").isNotNull();
        execute("update document set settled = true where id = '" + visit.document() + "'");
        old.drop().await().indefinitely();
        assertThat(partition()).isNull();

        visit.sends(0, "[1]").then().statusCode(200);
        visit.sends(1, "[2]").then().statusCode(200);
        assertThat(partition()).as("both were received before").isNull();
        visit.sends(2, "[3]").then().statusCode(200);
        assertThat(partition()).isNotNull();
    }

    @Test
    void old_days_are_found_whatever_else_is_in_the_database_and_in_whatever_order_it_is_looked_at() {
        execute("create table if not exists other_20261399x (n int)");
        for (String plan : List.of("nestloop", "hashjoin", "mergejoin")) {
            Integer found = pool.withTransaction(transaction -> transaction.query("set local enable_" + plan + " = off").execute()
                .chain(() -> transaction.preparedQuery(OldPartitions.OLD).execute(Tuple.of(-100)))).await().indefinitely().size();
            assertThat(found).as("without " + plan).isGreaterThan(0);
        }
    }

    private String partition() {
        return row("select to_regclass('chunk_' || to_char(" + DAY + ", 'YYYYMMDD'))::text as name").getString("name");
    }

    private Row row(String sql) {
        return pool.query(sql).execute().await().indefinitely().iterator().next();
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
