package io.lastseen.simulation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** What several statements have in common. */
public final class Sql {
    /** {@code -infinity} */
    public static final OffsetDateTime ALWAYS = OffsetDateTime.MIN;

    private Sql() {
    }

    /** Whether this part of a document, a row of session_document, holds the chunk. */
    public static boolean holds(Fields part, Fields chunk) {
        return chunk.number("last_ms") >= part.number("from_ms") && (part.lacks("to_ms") || chunk.number("first_ms") <= part.number("to_ms"));
    }

    public static Stream<Fields> partsOf(Work work, String site, String session) {
        return work.where("session_document", row -> row.has("site_id", site) && row.has("session_id", session));
    }

    public static Stream<Fields> documentsOf(Work work, String site, String session) {
        return partsOf(work, site, session).flatMap(part -> work.row("document", site, part.text("document_id")).stream());
    }

    public static Stream<Fields> chunksOfDocument(Work work, Fields document) {
        return work.where("chunk", chunk -> chunk.has("document_id", document.get("id")) && chunk.has("site_id", document.get("site_id"))
            && chunk.has("day", document.get("day")));
    }

    /** What overlaps the session's part of each of its documents. */
    public static Stream<Fields> chunksOf(Work work, String site, String session) {
        return partsOf(work, site, session).flatMap(part -> work.row("document", site, part.text("document_id")).stream()
            .flatMap(document -> chunksOfDocument(work, document)).filter(chunk -> holds(part, chunk)));
    }

    /** Neither superseded nor erased, and shown. */
    public static boolean shown(Fields session) {
        return session.is("counted") && session.lacks("superseded_by") && session.lacks("erased_at");
    }

    public static Stream<Fields> newestArchive(Work work, String site, String session) {
        return work.where("archive", row -> row.has("session_id", session) && row.has("site_id", site) && row.lacks("replaced_at"));
    }

    /** {@code to_jsonb(row)} */
    public static JsonObject json(Fields row) {
        JsonObject json = new JsonObject();
        row.columns().forEach((column, value) -> json.put(column, json(value)));
        return json;
    }

    public static JsonArray json(Stream<Fields> rows) {
        JsonArray json = new JsonArray();
        rows.forEach(row -> json.add(json(row)));
        return json;
    }

    private static Object json(Object value) {
        if (value instanceof OffsetDateTime || value instanceof LocalDate || value instanceof Ranges) {
            return value.toString();
        }
        if (value instanceof Buffer bytes) {
            return "\\x" + java.util.HexFormat.of().formatHex(bytes.getBytes());
        }
        return value instanceof String[] texts ? new JsonArray(List.of(texts)) : value;
    }
}
