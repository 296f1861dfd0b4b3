package io.lastseen.recording;

import io.lastseen.recording.Recording.RecordedDocument;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a session's documents and chunks in PostgreSQL. */
@ApplicationScoped
class RecordingIndex {
    private static final String SESSION =
        "select state = 'open' as open, started_at, ended_at from session where site_id = $1 and id = $2";
    private static final String DOCUMENTS = """
        select document_id, tab_id, origin_at from session_document where site_id = $1 and session_id = $2 order by ordinal""";
    /** The order is that of storing: see {@link Recording}. */
    private static final String CHUNKS = """
        select c.document_id, c.sequence, c.segment, c.position, c.length, c.header_length, c.codec, c.first_ms, c.last_ms,
               c.keyframe, c.digest
        from session_document s
        join document d on d.site_id = s.site_id and d.id = s.document_id
        join chunk c on c.site_id = d.site_id and c.day = d.day and c.document_id = d.id
        where s.site_id = $1 and s.session_id = $2
          and c.last_ms >= s.from_ms and (s.to_ms is null or c.first_ms <= s.to_ms)
        order by c.received_at, c.document_id, c.sequence""";
    private final Pool pool;

    RecordingIndex(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Recording>> find(String site, String session) {
        Tuple key = Tuple.of(site, session);
        return pool.preparedQuery(SESSION).execute(key).flatMap(rows -> rows.size() == 0
            ? Uni.createFrom().item(Optional.empty())
            : Uni.combine().all().unis(pool.preparedQuery(DOCUMENTS).execute(key), pool.preparedQuery(CHUNKS).execute(key))
                .with((documents, chunks) -> Optional.of(recording(site, session, rows.iterator().next(), documents, chunks))));
    }

    private static Recording recording(String site, String session, Row row, RowSet<Row> documents, RowSet<Row> chunks) {
        List<RecordedDocument> recorded = new ArrayList<>();
        documents.forEach(d -> recorded.add(new RecordedDocument(d.getString("document_id"), d.getString("tab_id"), instant(d, "origin_at"))));
        List<ChunkPlace> places = new ArrayList<>();
        chunks.forEach(c -> places.add(place(c)));
        return new Recording(site, session, row.getBoolean("open"), instant(row, "started_at"),
            Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant), recorded, places);
    }

    private static ChunkPlace place(Row c) {
        return new ChunkPlace(c.getString("document_id"), c.getInteger("sequence"), c.getString("segment"), c.getInteger("position"),
            c.getInteger("length"), c.getInteger("header_length"), c.getInteger("codec"), c.getLong("first_ms"),
            c.getLong("last_ms"), c.getBoolean("keyframe"), c.getDelegate().getBuffer("digest").getBytes());
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
