package io.lastseen.recording.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What the archiver has to look at. A claim is a lease, so what a replica that dies was working on is taken up by another. */
@ApplicationScoped
class ArchiveQueue {
    static final String CLAIM = """
        update archive_due q set not_before = now() + $3::bigint * interval '1 millisecond'
        from (select site_id, kind, id from archive_due
              where kind = $1 and since <= now() - $2::bigint * interval '1 millisecond' and not_before <= now()
              order by since limit $4 for update skip locked) c
        where (q.site_id, q.kind, q.id) = (c.site_id, c.kind, c.id)
        returning q.site_id, q.id, q.since""";
    static final String LATER = """
        update archive_due set not_before = now() + $4::bigint * interval '1 millisecond' where site_id = $1 and kind = $2 and id = $3""";
    static final String DONE = "delete from archive_due where site_id = $1 and kind = $2 and id = $3 and since = $4";
    /** Documents that nobody looks after: the visits of robots, pages that nobody saw, and whatever was missed. */
    static final String FORGOTTEN = """
        with forgotten as (
            select site_id, id from document
            where not settled and day <= (now() at time zone 'utc')::date and last_received_at < now() - $1::bigint * interval '1 millisecond'
            order by day limit 1000 for update skip locked
        ), settled as (
            update document d set settled = true from forgotten f where d.site_id = f.site_id and d.id = f.id
        )
        insert into archive_due (site_id, kind, id, since) select site_id, 'document', id, now() from forgotten
        on conflict (site_id, kind, id) do update set since = excluded.since""";
    static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);
    private final Pool pool;

    ArchiveQueue(Pool pool) {
        this.pool = pool;
    }

    enum Kind {
        SESSION, DOCUMENT;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param since as it stood when it was claimed: where it has moved on, there is more to do */
    record Due(String site, Kind kind, String id, OffsetDateTime since) {
    }

    /** @param after how long an entry has waited at least */
    Uni<List<Due>> claim(Kind kind, Duration after, int most) {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(kind.text(), after.toMillis(), LEASE.toMillis(), most)).map(rows -> {
            List<Due> due = new ArrayList<>();
            rows.forEach(row -> due.add(new Due(row.getString("site_id"), kind, row.getString("id"), row.getOffsetDateTime("since"))));
            return due;
        });
    }

    Uni<Void> done(Due due) {
        return pool.preparedQuery(DONE).execute(Tuple.of(due.site(), due.kind().text(), due.id(), due.since())).replaceWithVoid();
    }

    Uni<Void> failed(Due due) {
        return pool.preparedQuery(LATER).execute(Tuple.of(due.site(), due.kind().text(), due.id(), AFTER_FAILURE.toMillis())).replaceWithVoid();
    }

    Uni<Void> addForgotten(Duration silence) {
        return pool.preparedQuery(FORGOTTEN).execute(Tuple.of(silence.toMillis())).replaceWithVoid();
    }
}
