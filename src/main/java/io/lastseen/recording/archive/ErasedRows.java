package io.lastseen.recording.archive;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a session's documents is erased, as PostgreSQL has it. */
public final class ErasedRows {
    /** Of the session $2 of site $1. */
    public static final String OF_SESSION = """
        select d.id, d.origin_ms, coalesce(lower(r), -9223372036854775807) as from_ms, coalesce(upper(r) - 1, 9223372036854775807) as to_ms
        from session_document o join document d on d.site_id = o.site_id and d.id = o.document_id cross join lateral unnest(d.erased) r
        where o.site_id = $1 and o.session_id = $2""";

    private ErasedRows() {
    }

    public static ErasedSpans read(RowSet<Row> rows) {
        Map<String, List<ErasedSpans.Span>> spans = new HashMap<>();
        Map<String, Long> origins = new HashMap<>();
        for (Row row : rows) {
            spans.computeIfAbsent(row.getString("id"), id -> new ArrayList<>()).add(new ErasedSpans.Span(row.getLong("from_ms"), row.getLong("to_ms")));
            origins.put(row.getString("id"), row.getLong("origin_ms"));
        }
        return new ErasedSpans(spans, origins);
    }
}
