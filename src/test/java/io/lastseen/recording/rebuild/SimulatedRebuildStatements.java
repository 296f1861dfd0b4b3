package io.lastseen.recording.rebuild;

import io.lastseen.simulation.Answer;
import io.lastseen.simulation.Fields;
import io.lastseen.simulation.Ranges;
import io.lastseen.simulation.Sql;
import io.lastseen.simulation.Statements;
import io.lastseen.simulation.Work;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What PostgreSQL does for the statements of a rebuild. */
public final class SimulatedRebuildStatements {
    private static final String FROM_JSON = "insert into %s as old (%s) select %s from jsonb_populate_recordset(null::%s, $1::jsonb) %s";

    private SimulatedRebuildStatements() {
    }

    public static Statements in(Statements statements) {
        return statements
            // Rows are written with the columns they have; nothing was added to the tables since.
            .on(RestoredRows.COLUMNS, (work, p) -> Answer.of(Columns.of(p.getString(0)).stream().map(name -> Fields.of("column_name", name)).toList()))
            .onFormat(FROM_JSON, sql -> (work, p) -> restore(work, sql.group(1), sql.group(5), (JsonArray) p.getValue(0)))
            .on(ArchiveRestorer.ARCHIVE, (work, p) -> {
                work.insert("archive", Fields.of("site_id", p.getString(0), "session_id", p.getString(1), "generation", p.getInteger(2), "object", p.getString(3),
                    "object_bytes", p.getLong(4), "index_bytes", p.getInteger(5), "chunks", p.getInteger(6), "revision", p.getInteger(7),
                    "written_at", p.getOffsetDateTime(8), "replaced_at", null));
                return Answer.NOTHING;
            })
            .on(ErasedAgain.VISITORS, SimulatedRebuildStatements::visitors)
            .on(ErasedAgain.DOCUMENTS, SimulatedRebuildStatements::documents)
            .on(ErasedAgain.EVIDENCE, (work, p) -> erased(work, (document, row) -> document.ranges("erased").equals(Ranges.ALL)
                || isErased(document, row) && !isLoadOrView(row), row -> work.delete("evidence", row)))
            .on(ErasedAgain.TITLES, (work, p) -> erased(work, (document, row) -> isErased(document, row) && isLoadOrView(row), row -> {
                JsonObject body = ((JsonObject) row.get("body")).copy();
                body.remove("title");
                work.update("evidence", row, "body", body);
            }))
            .on(Rebuild.LOOK_AGAIN, (work, p) -> {
                work.where("session_document", part -> work.rows("archive").stream().anyMatch(row -> row.has("site_id", part.get("site_id"))
                        && row.has("session_id", part.get("session_id")))
                    && work.rows("chunk").stream().anyMatch(chunk -> chunk.has("site_id", part.get("site_id")) && chunk.has("document_id", part.get("document_id"))
                        && Sql.holds(part, chunk) && chunk.lacks("archived_at"))).toList()
                    .forEach(part -> work.insert("archive_due", Fields.of("site_id", part.get("site_id"), "kind", "session", "id", part.get("session_id"),
                        "since", work.now(), "not_before", Sql.ALWAYS)));
                return Answer.NOTHING;
            })
            .on(ErasedBytes.NOTE, (work, p) -> {
                work.insert("erasure_object", Fields.of("site_id", p.getString(0), "erasure_id", "late", "object", p.getString(1), "not_before", work.now()));
                return Answer.NOTHING;
            });
    }

    private static Answer restore(Work work, String table, String conflict, JsonArray rows) {
        for (int i = 0; i < rows.size(); i++) {
            JsonObject json = rows.getJsonObject(i);
            Fields row = Fields.of();
            for (String column : Columns.of(table)) {
                row = row.with(column, Columns.value(column, json.getValue(column)));
            }
            write(work, table, conflict, row);
        }
        return Answer.NOTHING;
    }

    private static void write(Work work, String table, String conflict, Fields row) {
        if (conflict.equals("on conflict do nothing")) {
            work.insert(table, row);
        } else {
            UnaryOperator<Fields> change = table.equals("document") ? old -> old.with("sequences", old.ranges("sequences").plus(row.ranges("sequences")),
                "first_received_at", min(old.at("first_received_at"), row.at("first_received_at")),
                "last_received_at", max(old.at("last_received_at"), row.at("last_received_at"))) : old -> row;
            work.upsert(table, row, change);
        }
    }

    private static OffsetDateTime min(OffsetDateTime one, OffsetDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static OffsetDateTime max(OffsetDateTime one, OffsetDateTime other) {
        return one.isBefore(other) ? other : one;
    }

    private static Answer visitors(Work work, Tuple p) {
        for (JsonObject tombstone : tombstones(p)) {
            OffsetDateTime at = OffsetDateTime.parse(tombstone.getString("erasedAt"));
            tombstone.getJsonArray("visitors").forEach(id -> work.upsert("erased_visitor",
                Fields.of("site_id", tombstone.getString("site"), "visitor_id", id, "erased_at", at), old -> old.with("erased_at", max(old.at("erased_at"), at))));
        }
        return Answer.NOTHING;
    }

    private static Answer documents(Work work, Tuple p) {
        TreeMap<String, Fields> rows = new TreeMap<>();
        for (JsonObject tombstone : tombstones(p)) {
            OffsetDateTime at = OffsetDateTime.parse(tombstone.getString("erasedAt"));
            String nobody = "erased-" + tombstone.getString("erasure");
            tombstone.getJsonArray("documents").stream().map(JsonObject.class::cast).forEach(part -> {
                Ranges erased = Ranges.of(part.getLong("fromMs"), Optional.ofNullable(part.getLong("toMs")).map(to -> to + 1).orElse(Long.MAX_VALUE));
                rows.merge(part.getString("id"), Fields.of("site_id", tombstone.getString("site"), "id", part.getString("id"), "visitor_id", nobody, "tab_id", nobody,
                    "day", at.toLocalDate(), "origin_ms", 0L, "sequences", Ranges.NONE, "agent", null, "country", null, "language", null, "first_received_at", at, "last_received_at", at,
                    "settled", true, "erased", erased), (old, more) -> old.with("erased", old.ranges("erased").plus(more.ranges("erased")),
                    "first_received_at", min(old.at("first_received_at"), at), "last_received_at", min(old.at("last_received_at"), at),
                    "day", min(old.at("first_received_at"), at).toLocalDate()));
            });
        }
        rows.values().forEach(row -> work.upsert("document", row, old -> old.with("erased", old.ranges("erased").plus(row.ranges("erased")))));
        return Answer.NOTHING;
    }

    private static Answer erased(Work work, BiPredicate<Fields, Fields> which, Consumer<Fields> change) {
        work.where("evidence", row -> work.row("document", row.text("site_id"), row.text("document_id"))
            .filter(document -> document.has("day", row.get("day")) && which.test(document, row)).isPresent()).toList().forEach(change);
        return Answer.NOTHING;
    }

    private static boolean isErased(Fields document, Fields evidence) {
        return document.ranges("erased").holds(evidence.number("at_ms") - document.number("origin_ms"));
    }

    private static boolean isLoadOrView(Fields evidence) {
        return evidence.has("kind", "load") || evidence.has("kind", "view");
    }

    private static List<JsonObject> tombstones(Tuple p) {
        return ((JsonArray) p.getValue(0)).stream().map(JsonObject.class::cast).toList();
    }

    /** Columns as JSON has them. */
    private static final class Columns {

        private static List<String> of(String table) {
            return switch (table) {
                case "visitor" -> List.of("site_id", "id", "first_seen_at");
                case "document" -> List.of("site_id", "id", "visitor_id", "tab_id", "day", "origin_ms", "sequences", "agent", "first_received_at",
                    "last_received_at", "settled", "erased", "country", "language");
                case "session" -> List.of("site_id", "id", "visitor_id", "state", "counted", "final", "started_at", "ended_at", "active_at", "revision",
                    "superseded_by", "erased_at");
                case "session_document" -> List.of("site_id", "session_id", "document_id", "tab_id", "ordinal", "origin_at", "from_ms", "to_ms");
                case "evidence" -> List.of("site_id", "day", "document_id", "n", "kind", "at_ms", "sent_ms", "live", "body", "received_at");
                case "verdict" -> List.of("site_id", "session_id", "revision", "evidence");
                default -> throw new AssertionError("no rows of " + table + " are simulated");
            };
        }

        private static Object value(String column, Object json) {
            if (json == null) {
                return null;
            }
            if (column.equals("day")) {
                return LocalDate.parse((String) json);
            }
            if (column.equals("sequences") || column.equals("erased")) {
                return Ranges.parse((String) json);
            }
            return column.endsWith("_at") ? OffsetDateTime.parse((String) json) : json;
        }
    }
}
