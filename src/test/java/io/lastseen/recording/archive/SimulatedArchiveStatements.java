package io.lastseen.recording.archive;

import static io.lastseen.simulation.Sql.ALWAYS;

import io.lastseen.simulation.Answer;
import io.lastseen.simulation.Fields;
import io.lastseen.simulation.Ranges;
import io.lastseen.simulation.Sql;
import io.lastseen.simulation.Statements;
import io.lastseen.simulation.Work;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What PostgreSQL does for the statements of archiving and sweeping. */
public final class SimulatedArchiveStatements {
    private static final Comparator<Fields> BY_ID = Comparator.comparing(row -> row.text("id"));

    private SimulatedArchiveStatements() {
    }

    public static Statements in(Statements statements) {
        queue(statements);
        source(statements);
        archiveSwitch(statements);
        leftovers(statements);
        return owners(statements);
    }

    private static void queue(Statements statements) {
        statements.on(ArchiveQueue.CLAIM, (work, p) -> {
            List<Fields> due = work.where("archive_due", row -> row.has("kind", p.getString(0)) && !row.at("since").isAfter(work.nowPlusMillis(-p.getLong(1)))
                    && !row.at("not_before").isAfter(work.now()))
                .sorted(Comparator.comparing((Fields row) -> row.at("since"))).filter(row -> work.isFree("archive_due", row)).limit(p.getInteger(3)).toList();
            due.forEach(row -> work.update("archive_due", row, "not_before", work.nowPlusMillis(p.getLong(2))));
            return Answer.of(due);
        }).on(ArchiveQueue.LATER, (work, p) -> {
            Optional<Fields> due = work.row("archive_due", p.getString(0), p.getString(1), p.getString(2));
            due.ifPresent(row -> work.update("archive_due", row, "not_before", work.nowPlusMillis(p.getLong(3))));
            return Answer.changed((int) due.stream().count());
        }).on(ArchiveQueue.DONE, (work, p) -> delete(work, work.row("archive_due", p.getString(0), p.getString(1), p.getString(2))
            .filter(row -> row.at("since").isEqual(p.getOffsetDateTime(3))))
        ).on(ArchiveQueue.FORGOTTEN, (work, p) -> {
            List<Fields> forgotten = work.where("document", row -> !row.is("settled") && !row.day("day").isAfter(work.today())
                    && row.at("last_received_at").isBefore(work.nowPlusMillis(-p.getLong(0))))
                .sorted(Comparator.comparing((Fields row) -> row.day("day"))).filter(row -> work.isFree("document", row)).limit(1_000).toList();
            forgotten.forEach(row -> {
                work.update("document", row, "settled", true);
                work.upsert("archive_due", due(row.text("site_id"), "document", row.text("id"), work.now()), old -> old.with("since", work.now()));
            });
            return Answer.changed(forgotten.size());
        });
    }

    private static Fields due(String site, String kind, String id, OffsetDateTime since) {
        return Fields.of("site_id", site, "kind", kind, "id", id, "since", since, "not_before", ALWAYS);
    }

    private static Answer delete(Work work, Optional<Fields> due) {
        due.ifPresent(row -> work.delete("archive_due", row));
        return Answer.changed((int) due.stream().count());
    }

    private static Optional<Fields> archivable(Work work, Tuple p) {
        return work.row("session", p.getString(0), p.getString(1)).filter(row -> row.is("final") && Sql.shown(row));
    }

    private static void source(Statements statements) {
        statements.on(ArchiveSource.SESSION, (work, p) -> Answer.of(archivable(work, p)
            .map(row -> withArchive(work, Fields.of("started_at", row.get("started_at"), "revision", row.get("revision")), row))
            .map(row -> row.with("anew", work.rows("erasure_object").stream().anyMatch(held -> held.has("site_id", p.getString(0)) && held.has("object", row.get("object")))))
            .stream().toList())
        ).on(ArchiveSource.DOCUMENTS, (work, p) -> Answer.of(parts(work, p))
        ).on(ChunkRows.OF_SESSION, (work, p) -> Answer.of(Sql.chunksOf(work, p.getString(0), p.getString(1))
            .sorted(Comparator.comparing((Fields row) -> row.at("received_at")).thenComparing(row -> row.text("document_id")).thenComparing(row -> row.integer("sequence")))
            .toList())
        ).on(ErasedRows.OF_SESSION, (work, p) -> Answer.of(Sql.documentsOf(work, p.getString(0), p.getString(1))
            .flatMap(document -> document.ranges("erased").parts().stream().map(part -> erased(document, part))).toList())
        ).on(ArchiveSource.RECORD, (work, p) -> Answer.of(work.row("session", p.getString(0), p.getString(1))
            .map(session -> Fields.of("record", record(work, session))).stream().toList()));
    }

    private static Fields erased(Fields document, Ranges.Range part) {
        return Fields.of("id", document.get("id"), "origin_ms", document.get("origin_ms"),
            "from_ms", part.from() == Long.MIN_VALUE ? -Long.MAX_VALUE : part.from(), "to_ms", part.to() == Long.MAX_VALUE ? Long.MAX_VALUE : part.to() - 1);
    }

    /** The columns that readers of archives ask for beside their own. */
    public static Fields withArchive(Work work, Fields row, Fields session) {
        Optional<Fields> archive = Sql.newestArchive(work, session.text("site_id"), session.text("id")).findFirst();
        return row.with("object", archive.map(one -> one.get("object")).orElse(null), "object_bytes", archive.map(one -> one.get("object_bytes")).orElse(null),
            "index_bytes", archive.map(one -> one.get("index_bytes")).orElse(null), "archived_revision", archive.map(one -> one.get("revision")).orElse(null));
    }

    public static List<Fields> parts(Work work, Tuple p) {
        return Sql.partsOf(work, p.getString(0), p.getString(1)).sorted(Comparator.comparing((Fields row) -> row.integer("ordinal"))).toList();
    }

    private static JsonObject record(Work work, Fields session) {
        String site = session.text("site_id");
        List<Fields> parts = parts(work, Tuple.of(site, session.text("id")));
        List<Fields> documents = parts.stream().flatMap(part -> work.row("document", site, part.text("document_id")).stream()).toList();
        Stream<Fields> evidence = documents.stream().flatMap(document -> work.where("evidence", row -> row.has("site_id", site)
            && row.has("day", document.get("day")) && row.has("document_id", document.get("id"))))
            .sorted(Comparator.comparing((Fields row) -> row.at("received_at")).thenComparing(row -> row.text("document_id")).thenComparing(row -> row.number("n")));
        return new JsonObject().put("format", 1).put("session", Sql.json(session))
            .put("visitor", work.row("visitor", site, session.text("visitor_id")).map(Sql::json).orElse(null))
            .put("session_document", Sql.json(parts.stream())).put("document", Sql.json(documents.stream())).put("evidence", Sql.json(evidence))
            .put("verdict", Sql.json(work.where("verdict", row -> row.has("session_id", session.get("id")))))
            .put("view", new JsonArray()).put("asset", new JsonArray()).put("asset_reference", new JsonArray()).put("mark", new JsonArray());
    }

    private static void archiveSwitch(Statements statements) {
        statements.on(ArchiveSwitch.LOCK_SESSION, (work, p) -> {
            Optional<Fields> session = archivable(work, p);
            session.ifPresent(row -> work.lock("session", row));
            return Answer.of(session.stream().toList());
        }).on(ArchiveSwitch.LOCK_DOCUMENTS, (work, p) -> {
            List<Fields> documents = Sql.documentsOf(work, p.getString(0), p.getString(1)).sorted(BY_ID).toList();
            documents.forEach(row -> work.lock("document", row));
            return Answer.of(documents);
        }).on(ArchiveSwitch.WRITTEN, (work, p) -> {
            work.insertOrFail("archive", Fields.of("site_id", p.getString(0), "session_id", p.getString(1), "generation", p.getInteger(2), "object", p.getString(3),
                "object_bytes", p.getLong(4), "index_bytes", p.getInteger(5), "chunks", p.getInteger(6), "revision", p.getInteger(7), "written_at", work.now(),
                "replaced_at", null));
            return Answer.changed(1);
        }).on(ArchiveSwitch.REPLACED, (work, p) -> {
            List<Fields> earlier = Sql.newestArchive(work, p.getString(0), p.getString(1)).filter(row -> row.integer("generation") < p.getInteger(2)).toList();
            earlier.forEach(row -> work.update("archive", row, "replaced_at", work.now()));
            return Answer.changed(earlier.size());
        }).on(ArchiveSwitch.MARK, (work, p) -> {
            List<Fields> held = keys(p).stream().flatMap(key -> work.row("document", p.getString(0), key.document()).stream()
                .flatMap(document -> work.row("chunk", p.getString(0), document.get("day"), key.document(), key.sequence()).stream()))
                .filter(chunk -> chunk.lacks("archived_at") && !neededByAnother(work, p, chunk)).toList();
            held.forEach(chunk -> work.update("chunk", chunk, "archived_at", work.now()));
            return Answer.changed(held.size());
        }).on(ArchiveSwitch.SETTLE, (work, p) -> {
            List<Fields> unsettled = Sql.documentsOf(work, p.getString(0), p.getString(1)).filter(row -> !row.is("settled")).toList();
            unsettled.forEach(row -> work.update("document", row, "settled", true));
            return Answer.changed(unsettled.size());
        }).on(ArchiveSwitch.LOOK_AGAIN, (work, p) -> {
            Sql.partsOf(work, p.getString(0), p.getString(1)).sorted(Comparator.comparing((Fields row) -> row.text("document_id")))
                .forEach(part -> work.insert("archive_due", due(p.getString(0), "document", part.text("document_id"), work.nowPlusMillis(p.getLong(2)))));
            return Answer.NOTHING;
        }).on(ArchiveSwitch.DONE, (work, p) -> delete(work, work.row("archive_due", p.getString(0), "session", p.getString(1))
            .filter(row -> row.at("since").isEqual(p.getOffsetDateTime(2))))
        ).on(ArchiveSwitch.AGAIN, (work, p) -> {
            Set<ArchivedChunk.Key> held = new HashSet<>(keys(p));
            if (Sql.chunksOf(work, p.getString(0), p.getString(1)).anyMatch(chunk -> chunk.lacks("archived_at")
                && !held.contains(new ArchivedChunk.Key(chunk.text("document_id"), chunk.integer("sequence"))))) {
                work.upsert("archive_due", due(p.getString(0), "session", p.getString(1), work.now()), old -> old.with("since", work.now()));
            }
            return Answer.NOTHING;
        });
    }

    private static List<ArchivedChunk.Key> keys(Tuple p) {
        List<ArchivedChunk.Key> keys = new ArrayList<>();
        String[] documents = (String[]) p.getValue(2);
        for (int i = 0; i < documents.length; i++) {
            keys.add(new ArchivedChunk.Key(documents[i], ((Integer[]) p.getValue(3))[i]));
        }
        return keys;
    }

    private static boolean neededByAnother(Work work, Tuple p, Fields chunk) {
        return work.where("session_document", row -> row.has("site_id", p.getString(0)) && row.has("document_id", chunk.get("document_id"))
                && !row.has("session_id", p.getString(1)) && Sql.holds(row, chunk))
            .anyMatch(part -> work.row("session", p.getString(0), part.text("session_id")).filter(Sql::shown).isPresent()
                && work.rows("archive").stream().noneMatch(row -> row.has("site_id", p.getString(0)) && row.has("session_id", part.get("session_id"))));
    }

    private static void leftovers(Statements statements) {
        statements.on(Leftovers.LOCK, (work, p) -> {
            Optional<Fields> document = work.row("document", p.getString(0), p.getString(1));
            document.ifPresent(row -> work.lock("document", row));
            return Answer.of(document.map(row -> Fields.of("day", row.get("day"), "silent",
                row.at("last_received_at").isBefore(work.nowPlusMillis(-p.getLong(2))))).stream().toList());
        }).on(Leftovers.CHUNKS, (work, p) -> Answer.of(work.where("chunk", row -> row.has("site_id", p.getString(0)) && row.has("day", p.getLocalDate(2))
            && row.has("document_id", p.getString(1)) && row.lacks("archived_at")).sorted(Comparator.comparing((Fields row) -> row.integer("sequence"))).toList())
        ).on(Leftovers.PARTS, (work, p) -> Answer.of(work.where("session_document", row -> row.has("site_id", p.getString(0)) && row.has("document_id", p.getString(1)))
            .flatMap(part -> work.row("session", p.getString(0), part.text("session_id")).filter(Sql::shown)
                .map(session -> part.with("final", session.get("final"))).stream()).toList())
        ).on(Leftovers.SESSIONS, (work, p) -> {
            Arrays.stream((String[]) p.getValue(1)).sorted().forEach(id -> work.insert("archive_due", due(p.getString(0), "session", id, work.now())));
            return Answer.NOTHING;
        }).on(Leftovers.LET_GO, (work, p) -> {
            for (Integer sequence : (Integer[]) p.getValue(3)) {
                work.row("chunk", p.getString(0), p.getLocalDate(2), p.getString(1), sequence)
                    .ifPresent(chunk -> work.update("chunk", chunk, "archived_at", work.now()));
            }
            return Answer.NOTHING;
        }).on(Leftovers.AGAIN, (work, p) -> {
            work.row("archive_due", p.getString(0), "document", p.getString(1))
                .ifPresent(row -> work.update("archive_due", row, "since", work.nowPlusMillis(p.getLong(2)), "not_before", ALWAYS));
            return Answer.NOTHING;
        });
    }

    private static Statements owners(Statements statements) {
        return statements.on(ObjectOwners.SEGMENTS, (work, p) -> Answer.of(names(p, 0).flatMap(name -> {
            List<Fields> chunks = work.where("chunk", row -> row.has("segment", name)).toList();
            boolean free = chunks.stream().noneMatch(row -> row.lacks("archived_at"));
            return chunks.isEmpty() ? Stream.empty() : Stream.of(Fields.of("object", name, "released",
                free ? chunks.stream().map(row -> row.at("archived_at")).max(Comparator.naturalOrder()).orElseThrow() : null));
        }).toList())).on(ObjectOwners.ARCHIVES, (work, p) -> Answer.of(names(p, 0).flatMap(name -> work.where("archive", row -> row.has("object", name))
            .map(row -> Fields.of("object", name, "released", row.get("replaced_at")))).toList())
        ).on(ObjectOwners.FORGET_SEGMENTS, (work, p) -> {
            List<Fields> gone = gone(work, p, "chunk", "segment", "archived_at", chunk -> work.where("session_document",
                part -> part.has("site_id", chunk.get("site_id")) && part.has("document_id", chunk.get("document_id")))
                .anyMatch(part -> work.row("archive_due", part.text("site_id"), "session", part.text("session_id")).isPresent()));
            gone.forEach(one -> Stream.of("stray", "chunk").forEach(table -> work.where(table, row -> row.has("segment", one.get("object"))).toList()
                .forEach(row -> work.delete(table, row))));
            return Answer.of(gone);
        }).on(ObjectOwners.FORGET_ARCHIVES, (work, p) -> {
            List<Fields> gone = gone(work, p, "archive", "object", "replaced_at", archive -> false);
            gone.forEach(one -> work.where("archive", row -> row.has("object", one.get("object"))).toList().forEach(row -> work.delete("archive", row)));
            return Answer.of(gone);
        }).on(ObjectOwners.TURN, (work, p) -> {
            Optional<Fields> turn = work.row("turn", p.getString(0)).filter(row -> !row.at("until").isAfter(work.now()));
            turn.ifPresent(row -> work.update("turn", row, "until", work.nowPlusMillis(p.getLong(1))));
            return Answer.changed((int) turn.stream().count());
        });
    }

    /** Those of the named of which no row is needed, or was until a short time ago. */
    private static List<Fields> gone(Work work, Tuple p, String table, String object, String released, Predicate<Fields> awaited) {
        Predicate<Fields> needed = awaited.or(row -> row.lacks(released) || row.at(released).isAfter(work.nowPlusMillis(-p.getLong(1))));
        return names(p, 0).filter(name -> work.where(table, row -> row.has(object, name)).noneMatch(needed)).map(name -> Fields.of("object", name)).toList();
    }

    private static Stream<String> names(Tuple p, int at) {
        return Arrays.stream((String[]) p.getValue(at));
    }
}
