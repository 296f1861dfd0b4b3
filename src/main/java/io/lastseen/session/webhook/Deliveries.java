package io.lastseen.session.webhook;

import io.lastseen.session.webhook.WebhookSender.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered, in PostgreSQL. Whoever claims a row has it for a minute, longer than an attempt takes; should it
 * die meanwhile, another replica takes over.
 */
@ApplicationScoped
class Deliveries {
    private static final String CLAIM = """
        with claimed as (
            select d.site_id, d.position, w.url, w.secret from webhook w cross join lateral (
                select site_id, position from webhook_delivery p
                where p.site_id = w.site_id and p.state = 'pending' and p.next_at <= now()
                order by p.next_at, p.position limit $1 for update skip locked) d
            where w.enabled and w.site_id <> all($2)
        )
        update webhook_delivery d set attempts = d.attempts + 1, tried_at = now(), next_at = now() + interval '1 minute'
        from claimed c where d.site_id = c.site_id and d.position = c.position
        returning d.site_id, d.position, d.event_id, d.attempts, d.created_at, c.url, c.secret""";
    /** Only by whoever made the last attempt. */
    private static final String RECORD = """
        update webhook_delivery set state = $4, next_at = now() + $5 * interval '1 millisecond', status = $6, error = $7
        where site_id = $1 and position = $2 and attempts = $3 and state = 'pending'""";
    private static final String NEWEST = "select * from webhook_delivery where site_id = $1 order by position desc limit 50";
    private final Pool pool;

    Deliveries(Pool pool) {
        this.pool = pool;
    }

    /** One that is this replica's for a minute. @param attempts with the one to be made */
    record Claimed(String site, long position, String eventId, int attempts, Instant createdAt, String url, String secret) {
    }

    /** @param busy sites that are not looked at */
    Uni<List<Claimed>> claim(int mostPerSite, Collection<String> busy) {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(mostPerSite, busy.toArray(String[]::new))).map(rows -> {
            List<Claimed> claimed = new ArrayList<>();
            rows.forEach(row -> claimed.add(new Claimed(row.getString("site_id"), row.getLong("position"), row.getUUID("event_id").toString(),
                row.getInteger("attempts"), row.getOffsetDateTime("created_at").toInstant(), row.getString("url"), row.getString("secret"))));
            return claimed;
        });
    }

    /** @param again after how long it is tried again; empty where it is given up or was delivered */
    Uni<Void> record(Claimed claimed, Attempt attempt, Optional<Duration> again) {
        String state = attempt.delivered() ? "delivered" : again.isPresent() ? "pending" : "failed";
        return pool.preparedQuery(RECORD).execute(Tuple.tuple(Arrays.asList(claimed.site(), claimed.position(), claimed.attempts(), state,
            again.map(delay -> (double) delay.toMillis()).orElse(null), attempt.status().orElse(null), attempt.error().orElse(null)))).replaceWithVoid();
    }

    Uni<DeliveryPage> newest(String site) {
        return pool.preparedQuery(NEWEST).execute(Tuple.of(site)).map(rows -> {
            List<DeliveryPage.Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(item(row)));
            return new DeliveryPage(items);
        });
    }

    private static DeliveryPage.Item item(Row row) {
        return new DeliveryPage.Item(row.getUUID("event_id").toString(), row.getString("type"), row.getString("session_id"), row.getString("state"),
            row.getInteger("attempts"), row.getInteger("status"), row.getString("error"), instant(row, "created_at"), instant(row, "tried_at"),
            row.getString("state").equals("pending") ? instant(row, "next_at") : null);
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant).orElse(null);
    }
}
