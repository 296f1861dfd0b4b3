package io.lastseen.recording.erasure;

import io.lastseen.simulation.Answer;
import io.lastseen.simulation.Fields;
import io.lastseen.simulation.Ranges;
import io.lastseen.simulation.Sql;
import io.lastseen.simulation.Statement;
import io.lastseen.simulation.Statements;
import io.lastseen.simulation.Work;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What PostgreSQL does for the statements of erasing. */
public final class SimulatedErasureStatements {
    private static final Comparator<Fields> BY_ID = Comparator.comparing(row -> row.text("id"));

    private SimulatedErasureStatements() {
    }

    public static Statements in(Statements statements) {
        subjects(statements);
        locks(statements);
        List<ErasureSwitch.Statement> texts = ErasureSwitch.read();
        List<Statement> meant = erase();
        if (texts.size() != meant.size()) {
            throw new AssertionError("erase.sql has other statements than are simulated");
        }
        for (int i = 0; i < texts.size(); i++) {
            statements.on(texts.get(i).sql(), meant.get(i));
        }
        jobs(statements);
        scrubs(statements);
        return statements;
    }

    private static Set<String> set(Tuple p, int at) {
        return new TreeSet<>(Arrays.asList((String[]) p.getValue(at)));
    }

    private static void subjects(Statements statements) {
        statements.on(ErasureSubjects.OF_SESSIONS, (work, p) -> {
            TreeSet<String> locked = new TreeSet<>();
            set(p, 1).forEach(id -> work.row("session", p.getString(0), id).flatMap(session -> work.row("visitor", p.getString(0), session.text("visitor_id")))
                .ifPresent(visitor -> locked.add(visitor.text("id"))));
            return Answer.of(List.of(Fields.of("locked", locked.isEmpty() ? null : locked.toArray(String[]::new))));
        }).on(ErasureSubjects.OF_VISITOR, (work, p) -> {
            boolean known = work.row("visitor", p.getString(1), p.getString(0)).isPresent()
                || work.rows("document").stream().anyMatch(row -> row.has("site_id", p.getString(1)) && row.has("visitor_id", p.getString(0)));
            return known ? Answer.of(List.of(Fields.of("site_id", p.getString(1), "ids", new String[] {p.getString(0)}))) : Answer.NOTHING;
        });
    }

    private static void locks(Statements statements) {
        statements.on(ErasureSwitch.LOCK_VISITORS, (work, p) -> locked(work, "visitor", work.where("visitor", row -> row.has("site_id", p.getString(0))
            && set(p, 1).contains(row.text("id"))))
        ).on(ErasureSwitch.LOCK_SESSIONS, (work, p) -> locked(work, "session", work.where("session", row -> row.has("site_id", p.getString(0))
            && (set(p, 1).contains(row.text("id")) || set(p, 2).contains(row.text("visitor_id"))) && row.lacks("erased_at")))
        ).on(ErasureSwitch.LOCK_DOCUMENTS, (work, p) -> {
            Set<String> ofSessions = new TreeSet<>();
            set(p, 1).forEach(session -> Sql.partsOf(work, p.getString(0), session).forEach(part -> ofSessions.add(part.text("document_id"))));
            return locked(work, "document", work.where("document", row -> row.has("site_id", p.getString(0))
                && (set(p, 2).contains(row.text("visitor_id")) || ofSessions.contains(row.text("id")))));
        });
    }

    private static Answer locked(Work work, String table, Stream<Fields> rows) {
        List<Fields> sorted = rows.sorted(BY_ID).toList();
        sorted.forEach(row -> work.lock(table, row));
        return Answer.of(sorted);
    }

    /** In the order of erase.sql. */
    private static List<Statement> erase() {
        return List.of(
            (work, p) -> each(work, "document", documents(p), row -> work.update("document", row, "erased", erased(work, row, p))),
            SimulatedErasureStatements::noteObjects,
            (work, p) -> eachOfDocuments(work, p, "chunk", (document, row) -> document.ranges("erased").touches(row.number("first_ms"), row.number("last_ms")),
                row -> work.delete("chunk", row)),
            (work, p) -> eachOfDocuments(work, p, "evidence", (document, row) -> document.ranges("erased").equals(Ranges.ALL)
                || isErased(document, row) && !isLoadOrView(row), row -> work.delete("evidence", row)),
            (work, p) -> eachOfDocuments(work, p, "evidence", (document, row) -> isErased(document, row) && isLoadOrView(row), row -> {
                JsonObject body = ((JsonObject) row.get("body")).copy();
                body.remove("title");
                work.update("evidence", row, "body", body);
            }),
            (work, p) -> Answer.NOTHING,
            (work, p) -> each(work, "document", documents(p).and(row -> row.ranges("erased").equals(Ranges.ALL)), row -> {
                boolean whose = set(p, 2).contains(row.text("visitor_id"));
                work.update("document", row, "agent", null, "country", null, "language", null, "settled", true, "visitor_id", whose ? p.getString(3) : row.get("visitor_id"),
                    "tab_id", whose ? p.getString(3) : row.get("tab_id"));
            }),
            (work, p) -> each(work, "session", sessions(p, "id"), row -> work.update("session", row, "erased_at", work.now(), "final", true, "state", "ended",
                "visitor_id", set(p, 2).contains(row.text("visitor_id")) ? p.getString(3) : row.get("visitor_id"),
                "ended_at", row.lacks("ended_at") ? row.get("active_at") : row.get("ended_at"))),
            (work, p) -> each(work, "verdict", sessions(p, "session_id"), row -> work.update("verdict", row, "evidence", new JsonArray())),
            (work, p) -> Answer.NOTHING,
            (work, p) -> Answer.NOTHING,
            (work, p) -> each(work, "session_document", sessions(p, "session_id"), row -> work.update("session_document", row, "tab_id", p.getString(2))),
            (work, p) -> each(work, "archive_due", sessions(p, "id").and(row -> row.has("kind", "session")), row -> work.delete("archive_due", row)),
            (work, p) -> Answer.NOTHING,
            (work, p) -> each(work, "visitor", sessions(p, "id"), row -> work.delete("visitor", row)),
            (work, p) -> each(work, "due", sessions(p, "visitor_id"), row -> work.delete("due", row)),
            (work, p) -> {
                set(p, 1).forEach(id -> work.upsert("erased_visitor", Fields.of("site_id", p.getString(0), "visitor_id", id, "erased_at", work.now()),
                    old -> old.with("erased_at", work.now())));
                return Answer.NOTHING;
            },
            SimulatedErasureStatements::noteErasure);
    }

    private static Predicate<Fields> documents(Tuple p) {
        return sessions(p, "id");
    }

    /** Of site $1 those whose column is among $2. */
    private static Predicate<Fields> sessions(Tuple p, String column) {
        Set<String> ids = set(p, 1);
        return row -> row.has("site_id", p.getString(0)) && ids.contains(row.text(column));
    }

    private static Answer each(Work work, String table, Predicate<Fields> which, java.util.function.Consumer<Fields> change) {
        List<Fields> rows = work.where(table, which).toList();
        rows.forEach(change);
        return Answer.changed(rows.size());
    }

    private static Answer eachOfDocuments(Work work, Tuple p, String table, java.util.function.BiPredicate<Fields, Fields> which,
                                          java.util.function.Consumer<Fields> change) {
        return each(work, table, row -> row.has("site_id", p.getString(0)) && set(p, 1).contains(row.text("document_id"))
            && work.row("document", p.getString(0), row.text("document_id")).filter(document -> document.has("day", row.get("day")) && which.test(document, row)).isPresent(), change);
    }

    private static boolean isErased(Fields document, Fields evidence) {
        return document.ranges("erased").holds(evidence.number("at_ms") - document.number("origin_ms"));
    }

    private static boolean isLoadOrView(Fields evidence) {
        return evidence.has("kind", "load") || evidence.has("kind", "view");
    }

    private static Ranges erased(Work work, Fields document, Tuple p) {
        boolean goesOn = work.where("session_document", part -> part.has("site_id", document.get("site_id")) && part.has("document_id", document.get("id"))
                && !set(p, 2).contains(part.text("session_id")))
            .anyMatch(part -> work.row("session", part.text("site_id"), part.text("session_id")).filter(Sql::shown).isPresent());
        if (set(p, 3).contains(document.text("visitor_id")) || !goesOn) {
            return Ranges.ALL;
        }
        return work.where("session_document", part -> part.has("site_id", document.get("site_id")) && part.has("document_id", document.get("id"))
                && set(p, 2).contains(part.text("session_id")))
            .map(part -> Ranges.of(part.number("from_ms"), part.lacks("to_ms") ? Long.MAX_VALUE : part.number("to_ms") + 1))
            .reduce(document.ranges("erased"), Ranges::plus);
    }

    private static Answer noteObjects(Work work, Tuple p) {
        Set<String> objects = new TreeSet<>();
        Set<String> sessions = set(p, 2);
        for (String id : set(p, 1)) {
            work.row("document", p.getString(0), id).ifPresent(document -> Sql.chunksOfDocument(work, document)
                .filter(chunk -> document.ranges("erased").touches(chunk.number("first_ms"), chunk.number("last_ms")))
                .forEach(chunk -> objects.add(chunk.text("segment"))));
            work.where("stray", row -> row.has("site_id", p.getString(0)) && row.has("document_id", id)).forEach(row -> objects.add(row.text("segment")));
            work.where("session_document", row -> row.has("site_id", p.getString(0)) && row.has("document_id", id)).forEach(row -> sessions.add(row.text("session_id")));
        }
        work.where("archive", row -> row.has("site_id", p.getString(0)) && sessions.contains(row.text("session_id"))).forEach(row -> objects.add(row.text("object")));
        objects.forEach(object -> work.insert("erasure_object", Fields.of("site_id", p.getString(0), "erasure_id", p.getString(3), "object", object, "not_before", work.now())));
        return Answer.NOTHING;
    }

    private static Answer noteErasure(Work work, Tuple p) {
        JsonArray documents = new JsonArray();
        for (String id : set(p, 6)) {
            work.row("document", p.getString(0), id).ifPresent(document -> document.ranges("erased").parts().forEach(part -> documents.add(new JsonObject()
                .put("id", id).put("fromMs", Math.max(0, part.from())).put("toMs", part.to() == Long.MAX_VALUE ? null : part.to() - 1))));
        }
        String[] sessions = (String[]) p.getValue(4);
        JsonObject tombstone = new JsonObject().put("format", 1).put("site", p.getString(0)).put("erasure", p.getString(1)).put("erasedAt", work.now().toString())
            .put("sessions", new JsonArray(List.of(sessions))).put("visitors", new JsonArray(List.of((String[]) p.getValue(5)))).put("documents", documents);
        Fields row = Fields.of("site_id", p.getString(0), "id", p.getString(1), "kind", p.getString(2), "subject", p.getString(3), "sessions", sessions,
            "visitors", p.getValue(5), "requested_at", work.now(), "effective_at", work.clock(), "tombstone", tombstone,
            "tombstoned_at", p.getString(2).equals("retention") ? work.now() : null, "done_at", null, "objects", 0, "failure", null);
        work.upsert("erasure", row, old -> old.with("effective_at", work.clock(), "tombstone", tombstone,
            "sessions", Stream.concat(Arrays.stream((String[]) old.get("sessions")), Arrays.stream(sessions)).toArray(String[]::new)));
        return Answer.changed(1);
    }

    private static void jobs(Statements statements) {
        statements.on(ErasureJobs.ONE, (work, p) -> Answer.of(work.where("erasure", row -> row.has("id", p.getString(0)))
            .map(row -> row.with("objects_left", (int) held(work, row).count())).toList())
        ).on(ErasureJobs.CLAIM, (work, p) -> {
            List<Fields> due = work.where("erasure_object", row -> !row.at("not_before").isAfter(
                        work.nowPlusMillis(row.text("object").startsWith("segments/") ? -p.getLong(2) : 0))
                    && work.row("erasure", row.text("site_id"), row.text("erasure_id")).filter(erasure -> erasure.lacks("tombstoned_at")).isEmpty())
                .sorted(Comparator.comparing((Fields row) -> row.at("not_before"))).filter(row -> work.isFree("erasure_object", row)).limit(p.getInteger(1)).toList();
            due.forEach(row -> work.update("erasure_object", row, "not_before", work.nowPlusMillis(p.getLong(0))));
            return Answer.of(due);
        }).on(ErasureJobs.LATER, (work, p) -> {
            work.row("erasure_object", p.getString(0), p.getString(1), p.getString(2))
                .ifPresent(row -> work.update("erasure_object", row, "not_before", work.nowPlusMillis(p.getLong(3))));
            return Answer.NOTHING;
        }).on(ErasureJobs.GONE, (work, p) -> {
            work.row("erasure_object", p.getString(0), p.getString(1), p.getString(2)).ifPresent(row -> work.delete("erasure_object", row));
            work.row("erasure", p.getString(0), p.getString(1)).ifPresent(row -> work.update("erasure", row, "objects", row.integer("objects") + 1, "failure", null));
            return Answer.NOTHING;
        }).on(ErasureJobs.FAILED, (work, p) -> change(work, p, "failure", p.getString(2))
        ).on(ErasureJobs.UNTOLD, (work, p) -> Answer.of(work.where("erasure", row -> row.lacks("done_at") && row.lacks("tombstoned_at")).toList())
        ).on(ErasureJobs.TOLD, (work, p) -> change(work, p, "tombstoned_at", work.now())
        ).on(ErasureJobs.EVENTS.formatted("outbox"), (work, p) -> Answer.NOTHING
        ).on(ErasureJobs.EVENTS.formatted("event"), (work, p) -> Answer.NOTHING
        ).on(ErasureJobs.READY, (work, p) -> Answer.of(work.where("erasure", row -> row.lacks("done_at") && !row.lacks("tombstoned_at")
            && row.at("requested_at").isBefore(work.nowPlusMillis(-p.getLong(0))) && held(work, row).findAny().isEmpty()).toList())
        ).on(ErasureJobs.MISSED, (work, p) -> Answer.of(List.of(Fields.of("missed", work.rows("document").stream().anyMatch(row -> row.has("site_id", p.getString(0))
            && set(p, 1).contains(row.text("visitor_id")) && !row.at("first_received_at").isAfter(p.getOffsetDateTime(2))))))
        ).on(ErasureJobs.STARTS, (work, p) -> Answer.of(work.where("session", sessions(p, "id")).toList())
        ).on(ErasureJobs.DONE, (work, p) -> change(work, p, "done_at", work.now(), "failure", null));
    }

    private static Stream<Fields> held(Work work, Fields erasure) {
        return work.where("erasure_object", row -> row.has("site_id", erasure.get("site_id")) && row.has("erasure_id", erasure.get("id")));
    }

    private static Answer change(Work work, Tuple p, Object... namesAndValues) {
        Optional<Fields> erasure = work.row("erasure", p.getString(0), p.getString(1));
        erasure.ifPresent(row -> work.update("erasure", row, namesAndValues));
        return Answer.changed((int) erasure.stream().count());
    }

    private static void scrubs(Statements statements) {
        statements.on(SegmentScrub.ROWS, (work, p) -> Answer.of(work.where("chunk", row -> row.has("segment", p.getString(0)))
            .sorted(Comparator.comparing((Fields row) -> row.integer("position"))).toList())
        ).on(SegmentScrub.LOCKED, (work, p) -> {
            List<Fields> rows = work.where("chunk", row -> row.has("segment", p.getString(0))).toList();
            rows.forEach(row -> work.lock("chunk", row));
            return Answer.of(List.of(Fields.of("n", (long) rows.size())));
        }).on(SegmentScrub.MOVE, (work, p) -> {
            for (int i = 0; i < ((String[]) p.getValue(2)).length; i++) {
                int position = ((Integer[]) p.getValue(6))[i];
                work.row("chunk", ((String[]) p.getValue(2))[i], ((LocalDate[]) p.getValue(3))[i], ((String[]) p.getValue(4))[i], ((Integer[]) p.getValue(5))[i])
                    .filter(row -> row.has("segment", p.getString(0)))
                    .ifPresent(row -> work.update("chunk", row, "segment", p.getString(1), "position", position));
            }
            return Answer.NOTHING;
        }).on(SegmentScrub.FORGET, (work, p) -> each(work, "stray", row -> row.has("segment", p.getString(0)), row -> work.delete("stray", row))
        ).on(ArchiveScrub.OWNER, (work, p) -> Answer.of(work.where("archive", row -> row.has("object", p.getString(0))).map(row -> {
            Optional<Fields> session = work.row("session", row.text("site_id"), row.text("session_id"));
            return row.with("needed", row.lacks("replaced_at") && session.map(one -> one.lacks("erased_at")).orElse(true));
        }).toList())
        ).on(ArchiveScrub.FORGET, (work, p) -> each(work, "archive", row -> row.has("object", p.getString(0)), row -> work.delete("archive", row))
        ).on(ArchiveScrub.ANEW, (work, p) -> {
            var epoch = java.time.Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC);
            work.upsert("archive_due", Fields.of("site_id", p.getString(0), "kind", "session", "id", p.getString(1), "since", epoch, "not_before", Sql.ALWAYS),
                old -> old.with("since", old.at("since").isBefore(epoch) ? old.at("since") : epoch));
            return Answer.NOTHING;
        });
    }
}
