package io.lastseen.session.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Webhooks in PostgreSQL, at most one per site. */
@ApplicationScoped
class Webhooks {
    private static final String PUT = """
        insert into webhook as w (site_id, url, events, secret, enabled, created_at) values ($1, $2, $3, $4, $5, now())
        on conflict (site_id) do update set url = excluded.url, events = excluded.events, enabled = excluded.enabled,
            secret = case when $6 then excluded.secret else w.secret end
        returning *""";
    private static final String DELETE = """
        with gone as (delete from webhook_delivery where site_id = $1)
        delete from webhook where site_id = $1""";
    private final Pool pool;

    Webhooks(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Webhook>> of(String site) {
        return pool.preparedQuery("select * from webhook where site_id = $1").execute(Tuple.of(site)).map(Webhooks::first);
    }

    /** What is kept then. @param replaceSecret whether the secret takes the place of one that is there */
    Uni<Webhook> put(Webhook webhook, boolean replaceSecret) {
        return pool.preparedQuery(PUT).execute(Tuple.tuple(List.of(webhook.site(), webhook.url(), webhook.events().toArray(String[]::new),
            webhook.secret(), webhook.enabled(), replaceSecret))).map(rows -> first(rows).orElseThrow());
    }

    /** With its deliveries. */
    Uni<Void> delete(String site) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(site)).replaceWithVoid();
    }

    private static Optional<Webhook> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next()).map(row -> new Webhook(row.getString("site_id"),
            row.getString("url"), List.of(row.getArrayOfStrings("events")), row.getString("secret"), row.getBoolean("enabled")));
    }
}
