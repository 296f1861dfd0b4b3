package io.lastseen.demo;

import io.lastseen.session.DemoVisitors;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of each site's demo data. */
@ApplicationScoped
class DemoTable {
    private static final String DEMO = "like '" + DemoVisitors.PREFIX + "%'";
    private static final String VISITORS = "select id from visitor where site_id = $1 and id " + DEMO + " order by id";
    /** A database that was rebuilt from the object store has the visits already, and does not know of this table's row. */
    private static final String BEGIN = """
        insert into demo_data (site_id, began_at, filled_at)
        select $1::text, now(), case when exists (select from visitor where site_id = $1 and id %s) then now() end
        on conflict do nothing""".formatted(DEMO);
    private static final String UNFILLED = "select began_at from demo_data where site_id = $1 and filled_at is null and removed_at is null";
    private static final String TOLD = "update demo_data set visits = visits + $2 where site_id = $1 and removed_at is null";
    private static final String FILLED = "update demo_data set filled_at = now() where site_id = $1 and filled_at is null";
    /** Waits for the visitor that is being told, and no other follows. */
    private static final String REMOVED = "update demo_data set removed_at = now() where site_id = $1 and removed_at is null";
    private static final String ERASED = "update demo_data set erasure_id = $2 where site_id = $1";
    /** Removal that failed in between has not been. */
    private static final String READ = """
        select d.visits, d.filled_at, d.erasure_id, e.done_at,
            case when d.erasure_id is not null or not exists (select from visitor v where v.site_id = d.site_id and v.id %s) then d.removed_at end as removed_at
        from demo_data d
        left join erasure e on e.site_id = d.site_id and e.id = d.erasure_id where d.site_id = $1""".formatted(DEMO);
    private final Pool pool;

    DemoTable(Pool pool) {
        this.pool = pool;
    }

    /** When filling began; empty where the site is filled, or the demo data was removed. */
    Uni<Optional<Instant>> begin(SqlClient client, String site) {
        return client.preparedQuery(BEGIN).execute(Tuple.of(site)).chain(() -> client.preparedQuery(UNFILLED).execute(Tuple.of(site)))
            .map(rows -> rows.stream().findFirst().map(row -> row.getOffsetDateTime("began_at").toInstant()));
    }

    Uni<Set<String>> visitors(SqlClient client, String site) {
        return client.preparedQuery(VISITORS).execute(Tuple.of(site)).map(rows -> rows.stream().map(row -> row.getString("id")).collect(Collectors.toSet()));
    }

    /** In the transaction that tells them; false where the demo data has been removed meanwhile. */
    Uni<Boolean> told(SqlConnection transaction, String site, int visits) {
        return transaction.preparedQuery(TOLD).execute(Tuple.of(site, visits)).map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> filled(SqlClient client, String site) {
        return client.preparedQuery(FILLED).execute(Tuple.of(site)).replaceWithVoid();
    }

    /** The visitors there were. */
    Uni<List<String>> removed(String site) {
        return pool.preparedQuery(REMOVED).execute(Tuple.of(site)).chain(() -> visitors(pool, site)).map(found -> found.stream().sorted().toList());
    }

    Uni<Void> erased(String site, String erasure) {
        return pool.preparedQuery(ERASED).execute(Tuple.of(site, erasure)).replaceWithVoid();
    }

    Uni<DemoData> read(String site) {
        return pool.preparedQuery(READ).execute(Tuple.of(site)).map(rows -> rows.stream().findFirst().map(DemoTable::data).orElse(DemoData.NONE));
    }

    private static DemoData data(Row row) {
        String erasure = row.getString("erasure_id");
        boolean erasing = erasure != null && row.getOffsetDateTime("done_at") == null;
        DemoData.State state = row.getOffsetDateTime("removed_at") != null ? erasing ? DemoData.State.REMOVING : DemoData.State.REMOVED
            : row.getOffsetDateTime("filled_at") != null ? DemoData.State.THERE : DemoData.State.FILLING;
        return new DemoData(state, row.getOffsetDateTime("removed_at") == null ? row.getInteger("visits") : 0, instant(row, "filled_at"),
            instant(row, "removed_at"), erasure);
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant).orElse(null);
    }
}
