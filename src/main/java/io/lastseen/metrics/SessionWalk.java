package io.lastseen.metrics;

import io.lastseen.session.SessionLookup.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The next of a site's final sessions that are counted anew, in the order of their ids, locked. It ends before one that somebody else holds:
 * whoever that is (a decision, an archiver) may not count it, or fail. So none is passed over, and nobody is waited for. Locked shared,
 * because numbers and funnels are counted by two walks at a time.
 *
 * @param last id of the last of them, or that the walk began behind
 * @param end  there are no more
 */
record SessionWalk(List<Key> sessions, String last, boolean end) {
    private static final int AT_ONCE = 1_000;
    private static final String NEXT =
            """
            with next as materialized (select id from session where site_id = $1 and id > $2 and final order by id limit $3),
            free as materialized (
                select id from session where site_id = $1 and id = any(array(select id from next)) and final
                order by id for share skip locked
            )
            select n.id, f.id is not null as free from next n left join free f using (id) order by n.id
            """;

    /** @param after the id behind which it begins */
    static Uni<SessionWalk> on(SqlConnection transaction, String site, String after) {
        return transaction.preparedQuery(NEXT).execute(Tuple.of(site, after, AT_ONCE)).map(rows -> {
            List<Key> sessions = new ArrayList<>();
            for (Row row : rows) {
                if (!row.getBoolean("free")) {
                    break;
                }
                sessions.add(new Key(site, row.getString("id")));
            }
            String last = sessions.isEmpty() ? after : sessions.get(sessions.size() - 1).id();
            return new SessionWalk(sessions, last, sessions.size() == rows.size() && rows.size() < AT_ONCE);
        });
    }

    /** Whether it makes sense to go on at once. */
    boolean moved() {
        return end || !sessions.isEmpty();
    }
}
