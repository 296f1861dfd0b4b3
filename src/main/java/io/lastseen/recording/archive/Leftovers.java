package io.lastseen.recording.archive;

import io.lastseen.recording.archive.ArchiveQueue.Due;
import io.lastseen.recording.archive.LeftoverPlan.Chunk;
import io.lastseen.recording.archive.LeftoverPlan.Part;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks after what is left of documents: late chunks find their session, and what belongs to none is let go. */
@ApplicationScoped
class Leftovers {
    static final String LOCK = """
        select day, last_received_at < now() - $3::bigint * interval '1 millisecond' as silent from document where site_id = $1 and id = $2 for update""";
    static final String CHUNKS = """
        select sequence, first_ms, last_ms from chunk c
        where c.site_id = $1 and c.day = $3 and c.document_id = $2 and c.archived_at is null order by sequence""";
    static final String PARTS = """
        select o.session_id, s.final, o.from_ms, o.to_ms from session_document o
        join session s on s.site_id = o.site_id and s.id = o.session_id
        where o.site_id = $1 and o.document_id = $2 and s.counted and s.superseded_by is null and s.erased_at is null""";
    static final String SESSIONS = """
        insert into archive_due (site_id, kind, id, since) select $1, 'session', id, now() from unnest($2::text[]) as s(id) order by id
        on conflict (site_id, kind, id) do nothing""";
    static final String LET_GO = """
        update chunk set archived_at = now() where site_id = $1 and day = $3 and document_id = $2 and sequence = any($4::int[])""";
    static final String AGAIN = """
        update archive_due set since = now() + $3::bigint * interval '1 millisecond', not_before = '-infinity'
        where site_id = $1 and kind = 'document' and id = $2""";
    private final Pool pool;
    private final ArchiveQueue queue;
    private final Duration silence;

    Leftovers(Pool pool, ArchiveQueue queue, ArchiveSettings settings) {
        this.pool = pool;
        this.queue = queue;
        this.silence = settings.silence();
    }

    Uni<Void> lookAfter(Due document) {
        Tuple key = Tuple.of(document.site(), document.id(), silence.toMillis());
        return pool.withTransaction(transaction -> transaction.preparedQuery(LOCK).execute(key).flatMap(rows -> rows.size() == 0
                ? Uni.createFrom().item(false) : lookAfter(transaction, document, rows.iterator().next())))
            .flatMap(again -> again ? Uni.createFrom().voidItem() : queue.done(document));
    }

    private Uni<Boolean> lookAfter(SqlConnection transaction, Due document, Row row) {
        Tuple onDay = Tuple.of(document.site(), document.id(), row.getLocalDate("day"));
        return transaction.preparedQuery(CHUNKS).execute(onDay)
            .flatMap(chunks -> transaction.preparedQuery(PARTS).execute(Tuple.of(document.site(), document.id())).map(parts -> {
                List<Chunk> left = new ArrayList<>();
                chunks.forEach(c -> left.add(new Chunk(c.getInteger("sequence"), c.getLong("first_ms"), c.getLong("last_ms"))));
                List<Part> held = new ArrayList<>();
                parts.forEach(p -> held.add(new Part(p.getString("session_id"), p.getBoolean("final"), p.getLong("from_ms"),
                    Optional.ofNullable(p.getLong("to_ms")))));
                return LeftoverPlan.of(left, held, row.getBoolean("silent"));
            }))
            .flatMap(plan -> carryOut(transaction, document, onDay, plan).replaceWith(plan.again()));
    }

    private Uni<Void> carryOut(SqlConnection transaction, Due document, Tuple onDay, LeftoverPlan plan) {
        Uni<Void> done = transaction.preparedQuery(SESSIONS)
            .execute(Tuple.of(document.site(), plan.sessions().toArray(String[]::new))).replaceWithVoid();
        if (!plan.letGo().isEmpty()) {
            Tuple gone = Tuple.of(document.site(), document.id(), onDay.getLocalDate(2), plan.letGo().toArray(Integer[]::new));
            done = done.chain(() -> transaction.preparedQuery(LET_GO).execute(gone).replaceWithVoid());
        }
        if (plan.again()) {
            done = done.chain(() -> transaction.preparedQuery(AGAIN).execute(Tuple.of(document.site(), document.id(), silence.toMillis())).replaceWithVoid());
        }
        return done;
    }
}
