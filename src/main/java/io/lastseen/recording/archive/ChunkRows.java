package io.lastseen.recording.archive;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of table chunk, as every reader of them asks for them. */
public final class ChunkRows {
    /** Of the session $2 of site $1: what overlaps its part of each document. The order is that of storing. */
    public static final String OF_SESSION = """
        select c.document_id, c.sequence, c.segment, c.position, c.length, c.header_length, c.codec, c.first_ms, c.last_ms,
               c.keyframe, c.digest, c.received_at
        from session_document s
        join document d on d.site_id = s.site_id and d.id = s.document_id
        join chunk c on c.site_id = d.site_id and c.day = d.day and c.document_id = d.id
        where s.site_id = $1 and s.session_id = $2
          and c.last_ms >= s.from_ms and (s.to_ms is null or c.first_ms <= s.to_ms)
        order by c.received_at, c.document_id, c.sequence""";
    /** The archive that holds session s. */
    public static final String ARCHIVE = "left join archive a on a.site_id = s.site_id and a.session_id = s.id and a.replaced_at is null";
    public static final String ARCHIVE_COLUMNS = "a.object, a.object_bytes, a.index_bytes, a.revision as archived_revision";

    private ChunkRows() {
    }

    public static List<SourceChunk> read(RowSet<Row> rows) {
        List<SourceChunk> chunks = new ArrayList<>(rows.size());
        for (Row c : rows) {
            int headerLength = c.getInteger("header_length");
            chunks.add(new SourceChunk(c.getString("segment"), new ArchivedChunk(c.getString("document_id"), c.getInteger("sequence"),
                c.getInteger("codec"), c.getBoolean("keyframe"), c.getInteger("position") - headerLength, headerLength, c.getInteger("length"),
                c.getLong("first_ms"), c.getLong("last_ms"), c.getOffsetDateTime("received_at").toInstant(),
                c.getDelegate().getBuffer("digest").getBytes())));
        }
        return chunks;
    }

    /** From a row with {@link #ARCHIVE_COLUMNS}. */
    public static Optional<ArchiveReader.Place> archive(Row row) {
        return Optional.ofNullable(row.getString("object")).map(object -> new ArchiveReader.Place(object, row.getLong("object_bytes"),
            row.getInteger("index_bytes"), row.getInteger("archived_revision")));
    }
}
