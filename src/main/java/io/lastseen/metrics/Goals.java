package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goals in PostgreSQL. */
@ApplicationScoped
class Goals {
    /** First number of the advisory locks under which a site's conversions are changed; the second is the site's hash. */
    static final int LOCK = 0x6c73_0001;

    private static final String LIST =
            "select * from goal where $1::text is null or site_id = $1 order by created_at, id";
    private static final String ADD =
            "insert into goal (site_id, id, name, kind, match, created_at) values ($1, $2, $3, $4, $5, $6)";
    private static final String CHANGE = "update goal set name = $3, kind = $4, match = $5 where site_id = $1 and id = $2";
    private static final String GET = "select * from goal where id = $1";
    private static final String REMOVE = "delete from goal where id = $1";

    private final Pool pool;

    Goals(Pool pool) {
        this.pool = pool;
    }

    /** Oldest first. @param site empty: of all sites */
    Uni<List<Goal>> list(Optional<String> site) {
        return pool.preparedQuery(LIST).execute(Tuple.of(site.orElse(null))).map(Goals::goals);
    }

    Uni<Optional<Goal>> get(String id) {
        return pool.preparedQuery(GET).execute(Tuple.of(id)).map(rows -> goals(rows).stream().findFirst());
    }

    Uni<Goal> add(Goal goal) {
        Tuple values = written(goal).addOffsetDateTime(goal.createdAt().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(ADD).execute(values).replaceWith(goal);
    }

    Uni<Goal> change(Goal goal) {
        return pool.preparedQuery(CHANGE).execute(written(goal)).replaceWith(goal);
    }

    /** Whether there was one. */
    Uni<Boolean> remove(String id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(id)).map(rows -> rows.rowCount() > 0);
    }

    private static Tuple written(Goal goal) {
        return Tuple.of(goal.site(), goal.id(), goal.name(), goal.kind().text(), goal.match());
    }

    private static List<Goal> goals(RowSet<Row> rows) {
        List<Goal> goals = new ArrayList<>();
        rows.forEach(row -> goals.add(Goal.read(row)));
        return goals;
    }
}
