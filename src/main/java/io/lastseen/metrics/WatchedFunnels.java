package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The steps funnels are counted by. A change of them makes a funnel's rollups unfit until all sessions are counted anew. */
@ApplicationScoped
class WatchedFunnels {
    private static final String FIT =
            "select from funnel_state where site_id = $1 and funnel_id = $2 and complete and definition = $3";

    /** Before the lock on steps, as everybody takes them. */
    private static final String UNFIT =
            """
            insert into funnel_state (site_id, funnel_id, definition) values ($1, $2, $3)
            on conflict (site_id, funnel_id) do update set definition = excluded.definition, complete = false, after_id = ''
            """;
    /** Whoever counts by the old steps has finished when this answers. */
    private static final String LOCK = "select pg_advisory_xact_lock(" + FunnelContributions.LOCK + ", hashtext($1))";

    private static final String CLEAR = "delete from funnel_step where site_id = $1 and funnel_id = $2";
    private static final String SET =
            "insert into funnel_step (site_id, funnel_id, mode, step, what, exact, pattern, key)"
                    + " select site_id, $7, $8, step, what, exact, pattern, key from (" + StepSql.wanted(1) + ") w";

    private static final String TURN = "select pg_advisory_xact_lock(" + Fold.LOCK + ")";
    private static final String GONE = "delete from funnel_state where funnel_id = $1 returning site_id";
    private static final List<String> FORGET = List.of(
            CLEAR,
            "delete from funnel_contribution where site_id = $1 and funnel_id = $2",
            "delete from funnel_delta where site_id = $1 and funnel_id = $2",
            "delete from rollup where site_id = $1 and dim = '" + FunnelContribution.dim("") + "' || $2");

    private final Pool pool;

    WatchedFunnels(Pool pool) {
        this.pool = pool;
    }

    /** The same text for the same way through a site, whatever its steps are called. */
    static String text(Funnel funnel) {
        return funnel.steps().stream()
                .map(step -> step.kind().text() + ' ' + step.match())
                .collect(Collectors.joining("\n", funnel.mode().text() + '\n', ""));
    }

    /** Whether what was counted of it answers for all final sessions, by the steps it has now. */
    static Uni<Boolean> fit(SqlConnection transaction, Funnel funnel) {
        return transaction
                .preparedQuery(FIT)
                .execute(Tuple.of(funnel.site(), funnel.id(), text(funnel)))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> change(Funnel funnel) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(UNFIT)
                .execute(Tuple.of(funnel.site(), funnel.id(), text(funnel)))
                .chain(unfit -> transaction.preparedQuery(LOCK).execute(Tuple.of(funnel.site())))
                .chain(locked -> transaction.preparedQuery(CLEAR).execute(Tuple.of(funnel.site(), funnel.id())))
                .chain(cleared -> transaction
                        .preparedQuery(SET)
                        .execute(StepSql.parameters(Tuple.tuple(), funnel.wanted())
                                .addString(funnel.id())
                                .addString(funnel.mode().text())))
                .replaceWithVoid());
    }

    /** All its deltas wait for the locks, so none of what is deleted comes back. */
    Uni<Void> forget(String funnel) {
        return pool.withTransaction(transaction -> transaction
                .query(TURN)
                .execute()
                .chain(held -> transaction.preparedQuery(GONE).execute(Tuple.of(funnel)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : forget(transaction, rows.iterator().next().getString("site_id"), funnel)));
    }

    private static Uni<Void> forget(SqlConnection transaction, String site, String funnel) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(site)).chain(locked -> {
            List<Uni<?>> forgotten = new ArrayList<>();
            FORGET.forEach(sql -> forgotten.add(transaction.preparedQuery(sql).execute(Tuple.of(site, funnel))));
            return Uni.combine().all().unis(forgotten).discardItems();
        });
    }
}
