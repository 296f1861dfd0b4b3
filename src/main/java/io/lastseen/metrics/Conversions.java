package io.lastseen.metrics;

import io.lastseen.metrics.StepSql.Wanted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What contributions take for a conversion. A change of it makes a site's rollups unfit until all its sessions are counted anew. */
@ApplicationScoped
class Conversions {
    /** Before the lock on goals, as everybody takes them. */
    private static final String UNFIT =
            """
            insert into rollup_state (site_id, goals) values ($1, $2)
            on conflict (site_id) do update set goals = excluded.goals, complete = false, after_id = ''
            """;
    /** Whoever counts by the old goals has finished when this answers. */
    private static final String LOCK = "select pg_advisory_xact_lock(" + Goals.LOCK + ", hashtext($1))";
    private static final String STATES = "select site_id, goals from rollup_state where $1::text is null or site_id = $1";
    private static final String CLEAR = "delete from conversion where site_id = $1";
    private static final String SET =
            "insert into conversion (site_id, what, exact, pattern, key) select site_id, what, exact, pattern, key from ("
                    + StepSql.wanted(1) + ") w";

    private final Pool pool;

    Conversions(Pool pool) {
        this.pool = pool;
    }

    /** The same text for the same goals, in whatever order they were made. */
    static String text(List<Wanted> wanted) {
        return wanted.stream()
                .map(one -> one.match().what() + ' ' + one.match().key() + ' ' + one.match().exact() + ' ' + one.match().pattern())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("\n"));
    }

    /**
     * Done when table {@code conversion} has the scope's goals. They are noticed from time to time anyway; whoever compares sessions with
     * the table itself cannot wait for that.
     */
    Uni<Void> upToDate(Scope scope) {
        Map<String, List<Wanted>> wanted = scope.wanted().stream().collect(Collectors.groupingBy(Wanted::site));
        return pool.preparedQuery(STATES).execute(Tuple.of(scope.site().orElse(null))).chain(rows -> {
            Map<String, String> known = new HashMap<>();
            rows.forEach(row -> known.put(row.getString("site_id"), row.getString("goals")));
            Set<String> sites = new TreeSet<>(wanted.keySet());
            sites.addAll(known.keySet());
            List<String> changed = sites.stream()
                    .filter(site -> !text(wanted.getOrDefault(site, List.of())).equals(known.getOrDefault(site, "")))
                    .toList();
            return Multi.createFrom()
                    .iterable(changed)
                    .onItem()
                    .transformToUniAndConcatenate(site -> change(site, wanted.getOrDefault(site, List.of())))
                    .collect()
                    .last()
                    .replaceWithVoid();
        });
    }

    Uni<Void> change(String site, List<Wanted> wanted) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(UNFIT)
                .execute(Tuple.of(site, text(wanted)))
                .chain(unfit -> transaction.preparedQuery(LOCK).execute(Tuple.of(site)))
                .chain(locked -> transaction.preparedQuery(CLEAR).execute(Tuple.of(site)))
                .chain(cleared -> set(transaction, wanted)));
    }

    private static Uni<Void> set(SqlConnection transaction, List<Wanted> wanted) {
        return transaction.preparedQuery(SET).execute(StepSql.parameters(Tuple.tuple(), wanted)).replaceWithVoid();
    }
}
