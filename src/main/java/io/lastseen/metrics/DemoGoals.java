package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The goal that comes and goes with a site's demo data. It names what is a conversion anyway, so it changes no number. */
@ApplicationScoped
public class DemoGoals {
    private static final String ADD =
            """
            insert into goal (site_id, id, name, kind, match, created_at)
            select $1::text, 'demo', 'Purchase', 'event', 'purchase', now() where not exists (select from goal where site_id = $1)
            on conflict do nothing""";

    private static final String REMOVE =
            "delete from goal where site_id = $1 and id = 'demo' and kind = 'event' and match = 'purchase'";

    private final Pool pool;

    DemoGoals(Pool pool) {
        this.pool = pool;
    }

    /** Nothing where the site has a goal. */
    public Uni<Void> add(String site) {
        return pool.preparedQuery(ADD).execute(Tuple.of(site)).replaceWithVoid();
    }

    /** Unless somebody has made something else of it. */
    public Uni<Void> remove(String site) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(site)).replaceWithVoid();
    }
}
