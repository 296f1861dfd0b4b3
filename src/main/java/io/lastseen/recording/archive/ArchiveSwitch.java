package io.lastseen.recording.archive;

import io.lastseen.recording.archive.ArchiveQueue.Due;
import io.lastseen.recording.archive.ArchiveSource.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Lets PostgreSQL read a session from an archive that is stored, in one transaction.
 *
 * <p>Session before documents, documents in the order of their ids: so locks everybody who changes both. Ingest locks the
 * document, too: a chunk that comes at the same time is either seen here, or sees that its document is settled.
 */
@ApplicationScoped
class ArchiveSwitch {
    static final String LOCK_SESSION = """
        select revision from session where site_id = $1 and id = $2 and final and counted and superseded_by is null and erased_at is null
        for update""";
    static final String LOCK_DOCUMENTS = """
        select id from document d where d.site_id = $1
            and d.id in (select document_id from session_document where site_id = $1 and session_id = $2) order by d.id for update""";
    static final String WRITTEN = """
        insert into archive (site_id, session_id, generation, object, object_bytes, index_bytes, chunks, revision, written_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, now())""";
    static final String REPLACED = """
        update archive set replaced_at = now() where site_id = $1 and session_id = $2 and generation < $3 and replaced_at is null""";
    /** A chunk that another session needs too waits for that one's archive. */
    static final String MARK = """
        update chunk c set archived_at = now()
        from unnest($3::text[], $4::int[]) as k(document_id, sequence)
        join document d on d.site_id = $1 and d.id = k.document_id
        where c.site_id = $1 and c.day = d.day and c.document_id = k.document_id and c.sequence = k.sequence and c.archived_at is null
          and not exists (
            select from session_document o join session s on s.site_id = o.site_id and s.id = o.session_id
            where o.site_id = $1 and o.document_id = c.document_id and o.session_id <> $2
              and c.last_ms >= o.from_ms and (o.to_ms is null or c.first_ms <= o.to_ms)
              and s.counted and s.superseded_by is null and s.erased_at is null
              and not exists (select from archive a where a.site_id = o.site_id and a.session_id = o.session_id))""";
    static final String SETTLE = """
        update document d set settled = true from session_document o
        where o.site_id = $1 and o.session_id = $2 and d.site_id = $1 and d.id = o.document_id and not d.settled""";
    static final String LOOK_AGAIN = """
        insert into archive_due as q (site_id, kind, id, since)
        select site_id, 'document', document_id, now() + $3::bigint * interval '1 millisecond' from session_document
        where site_id = $1 and session_id = $2 order by document_id
        on conflict (site_id, kind, id) do nothing""";
    /** Chunks that came in while the archive was being written make the next generation. */
    static final String AGAIN = """
        insert into archive_due as q (site_id, kind, id, since)
        select $1, 'session', $2, now() where exists (
            select from session_document s
            join document d on d.site_id = s.site_id and d.id = s.document_id
            join chunk c on c.site_id = d.site_id and c.day = d.day and c.document_id = d.id
            where s.site_id = $1 and s.session_id = $2 and c.last_ms >= s.from_ms and (s.to_ms is null or c.first_ms <= s.to_ms)
              and c.archived_at is null
              and not exists (select from unnest($3::text[], $4::int[]) as k(document_id, sequence)
                where k.document_id = c.document_id and k.sequence = c.sequence))
        on conflict (site_id, kind, id) do update set since = excluded.since""";
    static final String DONE = "delete from archive_due where site_id = $1 and kind = 'session' and id = $2 and since = $3";
    private final Pool pool;
    private final Duration silence;

    ArchiveSwitch(Pool pool, ArchiveSettings settings) {
        this.pool = pool;
        this.silence = settings.silence();
    }

    /** False where the session is no more what was archived: then nothing was done, and the object is nobody's. */
    Uni<Boolean> to(Due session, String object, Archive archive, Found asRead) {
        ArchiveIndex index = archive.index();
        Tuple row = Tuple.tuple().addString(session.site()).addString(session.id()).addInteger(index.generation()).addString(object)
            .addLong(archive.bytes()).addInteger(archive.indexBytes()).addInteger(index.chunks().size()).addInteger(asRead.revision());
        return pool.withTransaction(transaction -> lock(transaction, session, asRead).flatMap(same -> !same ? Uni.createFrom().item(false)
            : transaction.preparedQuery(WRITTEN).execute(row)
                .chain(() -> transaction.preparedQuery(REPLACED).execute(Tuple.of(session.site(), session.id(), index.generation())))
                .chain(() -> mark(transaction, session, index.chunks()))
                .replaceWith(true)));
    }

    /** What is archived already may have become free of another session that needed it. */
    Uni<Void> stays(Due session, List<ArchivedChunk> chunks, Found asRead) {
        return pool.withTransaction(transaction -> lock(transaction, session, asRead)
            .flatMap(same -> same ? mark(transaction, session, chunks) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> lock(SqlConnection transaction, Due session, Found asRead) {
        Tuple key = Tuple.of(session.site(), session.id());
        return transaction.preparedQuery(LOCK_SESSION).execute(key).flatMap(rows ->
            rows.size() == 0 || rows.iterator().next().getInteger("revision") != asRead.revision() ? Uni.createFrom().item(false)
                : transaction.preparedQuery(LOCK_DOCUMENTS).execute(key)
                    .chain(() -> transaction.preparedQuery(ErasedRows.OF_SESSION).execute(key))
                    .map(erased -> ErasedRows.read(erased).equals(asRead.erased())));
    }

    private Uni<Void> mark(SqlConnection transaction, Due session, List<ArchivedChunk> chunks) {
        Tuple key = Tuple.of(session.site(), session.id());
        Tuple held = Tuple.of(session.site(), session.id(), chunks.stream().map(ArchivedChunk::document).toArray(String[]::new),
            chunks.stream().map(ArchivedChunk::sequence).toArray(Integer[]::new));
        return transaction.preparedQuery(MARK).execute(held)
            .chain(() -> transaction.preparedQuery(SETTLE).execute(key))
            .chain(() -> transaction.preparedQuery(LOOK_AGAIN).execute(Tuple.of(session.site(), session.id(), silence.toMillis())))
            .chain(() -> transaction.preparedQuery(DONE)
                .execute(Tuple.of(session.site(), session.id(), session.since())))
            .chain(() -> transaction.preparedQuery(AGAIN).execute(held)).replaceWithVoid();
    }
}
