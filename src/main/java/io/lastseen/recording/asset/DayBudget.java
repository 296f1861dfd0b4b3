package io.lastseen.recording.asset;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what the recorders of a site bring in a day, by UTC. Every byte counts, also of contents that are there already: a
 * budget that only new contents used would tell by its answer which contents exist.
 */
@ApplicationScoped
class DayBudget {
    private static final String TAKE = """
        insert into asset_day as spent (site_id, day, bytes) values ($1, (now() at time zone 'utc')::date, $2)
        on conflict (site_id, day) do update set bytes = spent.bytes + $2 where spent.bytes + $2 <= $3
        returning bytes""";
    private final Pool pool;

    DayBudget(Pool pool) {
        this.pool = pool;
    }

    /** @return false where the bytes do not fit; nothing is taken then */
    Uni<Boolean> take(String site, long bytes, long most) {
        if (bytes == 0) {
            return Uni.createFrom().item(true);
        }
        if (bytes > most) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(TAKE).execute(Tuple.of(site, bytes, most)).map(rows -> rows.size() == 1);
    }
}
