package io.lastseen.access;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** The token in PostgreSQL: of replicas that start at once, the first one's token is everybody's. */
final class TokenTable implements KeptToken {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final Pool pool;

    TokenTable(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String orKeep(String fresh) {
        return pool.preparedQuery("insert into access_token (id, value) values (1, $1) on conflict (id) do nothing")
                .execute(Tuple.of(fresh))
                .chain(() -> pool.query("select value from access_token").execute())
                .map(rows -> rows.iterator().next().getString("value"))
                .await()
                .atMost(TIME_LIMIT);
    }
}
