package io.lastseen.metrics;

import io.lastseen.session.SessionLookup.Key;
import io.lastseen.session.SettledSessions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counts sessions as they become final, in the transaction that makes them so: once, also where a replica dies in between, and
 * anew where late evidence amends them or they are merged.
 */
@ApplicationScoped
class Contributions implements SettledSessions {
    /** Goals do not change while somebody counts with them. Shared: those who count do not wait for each other. */
    private static final String HOLD_GOALS =
            "select pg_advisory_xact_lock_shared(" + Goals.LOCK + ", hashtext(site)) from unnest($1::text[]) site";

    private static final String FORGET = "delete from visitor_number where site_id = $1 and visitor_id = any($2::text[])";

    @Override
    public Uni<Void> settled(SqlConnection transaction, List<Key> sessions) {
        if (sessions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple keys = Tuple.of(
                sessions.stream().map(Key::site).toArray(String[]::new), sessions.stream().map(Key::id).toArray(String[]::new));
        String[] sites = sessions.stream().map(Key::site).distinct().sorted().toArray(String[]::new);
        // One connection does one after the other; sending them together saves the ways there and back.
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(HOLD_GOALS).execute(Tuple.of(sites)),
                        transaction.preparedQuery(ContributionSql.NUMBER_VISITORS).execute(keys),
                        transaction.preparedQuery(ContributionSql.COUNT).execute(keys))
                .discardItems();
    }

    @Override
    public Uni<Void> forgotten(SqlConnection transaction, String site, List<String> visitors) {
        return transaction.preparedQuery(FORGET).execute(Tuple.of(site, visitors.toArray(String[]::new))).replaceWithVoid();
    }
}
