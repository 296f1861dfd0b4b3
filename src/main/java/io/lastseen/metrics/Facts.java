package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks about the sessions of a scope, by what they were counted as where that is fit, else by themselves: the same answers. */
@ApplicationScoped
class Facts {
    private final Pool pool;
    private final RollupReader rollups;

    Facts(Pool pool, RollupReader rollups) {
        this.pool = pool;
        this.rollups = rollups;
    }

    /** A query over the set {@code fact}. */
    interface Query {
        /** @param counted facts have {@code pages}; @param parameters to which it may append its own */
        String write(boolean counted, Tuple parameters);
    }

    Uni<RowSet<Row>> ask(Scope scope, Query query) {
        return rollups.counted(scope, (transaction, hasGoal) -> {
                    Tuple parameters = Tuple.tuple();
                    String facts = CountedFactSql.of(scope, hasGoal, parameters);
                    return transaction.preparedQuery(facts + query.write(true, parameters)).execute(parameters);
                })
                .chain(found -> found.map(rows -> Uni.createFrom().item(rows)).orElseGet(() -> ofSessions(scope, query)));
    }

    Uni<RowSet<Row>> ofSessions(Scope scope, Query query) {
        Tuple parameters = scope.parameters();
        String facts = FactSql.of(scope, parameters);
        return pool.preparedQuery(facts + query.write(false, parameters)).execute(parameters);
    }
}
