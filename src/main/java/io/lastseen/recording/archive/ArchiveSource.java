package io.lastseen.recording.archive;

import io.lastseen.recording.archive.ArchiveIndex.Document;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a session's archive is made of. */
@ApplicationScoped
class ArchiveSource {
    static final String SESSION = "select s.started_at, s.revision, exists (select from erasure_object x where x.site_id = s.site_id and x.object = a.object) as anew, "
        + ChunkRows.ARCHIVE_COLUMNS + " from session s " + ChunkRows.ARCHIVE + " where s.site_id = $1 and s.id = $2 and s.final and s.counted and s.superseded_by is null and s.erased_at is null";
    static final String DOCUMENTS = "select document_id, tab_id from session_document where site_id = $1 and session_id = $2 order by ordinal";
    static final String RECORD = """
        with documents as (
            select sd.ordinal, d.* from session_document sd join document d on d.site_id = sd.site_id and d.id = sd.document_id
            where sd.site_id = $1 and sd.session_id = $2
        )
        select jsonb_build_object('format', 1,
            'session', to_jsonb(s),
            'visitor', (select to_jsonb(v) from visitor v where v.site_id = s.site_id and v.id = s.visitor_id),
            'session_document', (select coalesce(jsonb_agg(to_jsonb(o) order by o.ordinal), '[]') from session_document o
                where o.site_id = $1 and o.session_id = $2),
            'document', (select coalesce(jsonb_agg(to_jsonb(d) - 'ordinal' order by d.ordinal), '[]') from documents d),
            'evidence', (select coalesce(jsonb_agg(to_jsonb(e) order by e.received_at, e.document_id, e.n), '[]')
                from documents d join evidence e on e.site_id = d.site_id and e.day = d.day and e.document_id = d.id),
            'verdict', (select coalesce(jsonb_agg(to_jsonb(o) order by o.revision), '[]') from verdict o where o.site_id = $1 and o.session_id = $2),
            'view', (select coalesce(jsonb_agg(to_jsonb(o) order by o.ordinal), '[]') from view o where o.site_id = $1 and o.session_id = $2),
            'asset', (select coalesce(jsonb_agg(to_jsonb(a) order by a.sha256), '[]') from asset a where a.site_id = $1
                and a.sha256 in (select r.sha256 from documents d join asset_reference r on r.site_id = d.site_id and r.document_id = d.id)),
            'asset_reference', (select coalesce(jsonb_agg(to_jsonb(r) order by r.document_id, r.name), '[]')
                from documents d join asset_reference r on r.site_id = d.site_id and r.document_id = d.id),
            'mark', (select coalesce(jsonb_agg(to_jsonb(o) order by o.at, o.document_id, o.n), '[]') from mark o where o.site_id = $1 and o.session_id = $2)
        ) as record
        from session s where s.site_id = $1 and s.id = $2""";
    private final Pool pool;

    ArchiveSource(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param revision of the session, as it stands now
     * @param anew     an erasure waits for the archive to be replaced
     */
    record Found(Instant startedAt, int revision, boolean anew, Optional<ArchiveReader.Place> archive, List<Document> documents, List<SourceChunk> rows,
                 ErasedSpans erased) {
    }

    /** Empty where there is nothing to archive: it is not final, nobody is shown it, or it is gone. */
    Uni<Optional<Found>> find(String site, String session) {
        Tuple key = Tuple.of(site, session);
        return pool.preparedQuery(SESSION).execute(key).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.empty());
            }
            Row row = rows.iterator().next();
            return Uni.combine().all().unis(pool.preparedQuery(DOCUMENTS).execute(key), pool.preparedQuery(ChunkRows.OF_SESSION).execute(key),
                    pool.preparedQuery(ErasedRows.OF_SESSION).execute(key))
                .with((documents, chunks, erased) -> {
                    List<Document> found = new ArrayList<>();
                    documents.forEach(d -> found.add(new Document(d.getString("document_id"), d.getString("tab_id"))));
                    return Optional.of(new Found(row.getOffsetDateTime("started_at").toInstant(), row.getInteger("revision"), row.getBoolean("anew"),
                        ChunkRows.archive(row), found, ChunkRows.read(chunks), ErasedRows.read(erased)));
                });
        });
    }

    /** All of one moment; fails where the session is gone. */
    Uni<ArchiveRecord> record(String site, String session) {
        return pool.preparedQuery(RECORD).execute(Tuple.of(site, session))
            .map(rows -> new ArchiveRecord((JsonObject) rows.iterator().next().getValue("record")));
    }
}
