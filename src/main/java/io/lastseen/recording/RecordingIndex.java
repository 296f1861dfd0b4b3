package io.lastseen.recording;

import io.lastseen.recording.Recording.RecordedDocument;
import io.lastseen.recording.archive.ArchiveReader;
import io.lastseen.recording.archive.ArchivedChunk;
import io.lastseen.recording.archive.ChunkRows;
import io.lastseen.recording.archive.ErasedRows;
import io.lastseen.recording.archive.ErasedSpans;
import io.lastseen.recording.archive.SourceChunk;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a session's documents and chunks: in its archive, and in PostgreSQL what is not there yet. */
@ApplicationScoped
class RecordingIndex {
    static final String SESSION = "select state = 'open' as open, started_at, ended_at, " + ChunkRows.ARCHIVE_COLUMNS
        + " from session s " + ChunkRows.ARCHIVE + " where s.site_id = $1 and s.id = $2";
    static final String DOCUMENTS = """
        select document_id, tab_id, origin_at from session_document where site_id = $1 and session_id = $2 order by ordinal""";
    private final Pool pool;
    private final ArchiveReader archives;

    RecordingIndex(Pool pool, ArchiveReader archives) {
        this.pool = pool;
        this.archives = archives;
    }

    /** Fails as {@link ArchiveReader#index} does. */
    Uni<Optional<Recording>> find(String site, String session) {
        Tuple key = Tuple.of(site, session);
        return pool.preparedQuery(SESSION).execute(key).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.empty());
            }
            Row row = rows.iterator().next();
            return Uni.combine().all().unis(pool.preparedQuery(DOCUMENTS).execute(key), pool.preparedQuery(ChunkRows.OF_SESSION).execute(key), archived(row),
                    pool.preparedQuery(ErasedRows.OF_SESSION).execute(key))
                .with((documents, chunks, archived, erased) -> Optional.of(recording(site, session, row, documents, ChunkRows.read(chunks),
                    unerased(archived, ErasedRows.read(erased)))));
        });
    }

    private Uni<List<SourceChunk>> archived(Row row) {
        return ChunkRows.archive(row).map(place -> archives.index(place)
            .map(index -> index.chunks().stream().map(chunk -> new SourceChunk(place.object(), chunk)).toList()))
            .orElse(Uni.createFrom().item(List.of()));
    }

    /** A chunk that two sessions share goes with the one that is erased; the other one's archive holds it until it is written anew. */
    private static List<SourceChunk> unerased(List<SourceChunk> archived, ErasedSpans erased) {
        return archived.stream().filter(one -> !erased.touch(one.chunk())).toList();
    }

    /** Rows of what is archived stay a while; what came since comes behind it. */
    private static List<SourceChunk> inOrder(List<SourceChunk> archived, List<SourceChunk> rows) {
        Map<ArchivedChunk.Key, SourceChunk> chunks = new LinkedHashMap<>();
        archived.forEach(one -> chunks.put(one.chunk().key(), one));
        rows.forEach(one -> chunks.putIfAbsent(one.chunk().key(), one));
        return List.copyOf(chunks.values());
    }

    private static Recording recording(String site, String session, Row row, RowSet<Row> documents, List<SourceChunk> rows,
                                       List<SourceChunk> archived) {
        List<RecordedDocument> recorded = new ArrayList<>();
        documents.forEach(d -> recorded.add(new RecordedDocument(d.getString("document_id"), d.getString("tab_id"), instant(d, "origin_at"))));
        return new Recording(site, session, row.getBoolean("open"), instant(row, "started_at"),
            Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant), recorded,
            inOrder(archived, rows).stream().map(RecordingIndex::place).toList());
    }

    private static ChunkPlace place(SourceChunk source) {
        ArchivedChunk chunk = source.chunk();
        return new ChunkPlace(chunk.document(), chunk.sequence(), source.object(), chunk.position() + chunk.headerLength(), chunk.length(),
            chunk.headerLength(), chunk.codec(), chunk.firstMs(), chunk.lastMs(), chunk.keyframe(), chunk.digest());
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
