package io.lastseen.simulation;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands for the decision loop: what it decides is planned, but it writes and locks as decide.sql does - the visitor first, then
 * sessions, then what is due to be archived, then their pages; never a session that is erased.
 */
final class Decisions implements Statement {
    static final String SQL = "decide visitor $2 of site $1";
    private final List<Visit> visits;

    Decisions(List<Visit> visits) {
        this.visits = visits;
    }

    @Override
    public Answer run(Work work, Tuple p) {
        String site = p.getString(0);
        String visitor = p.getString(1);
        List<Fields> documents = work.where("document", row -> row.has("site_id", site) && row.has("visitor_id", visitor)).toList();
        Optional<Fields> due = work.row("due", site, visitor).filter(row -> !row.at("due_at").isAfter(work.now()));
        if (documents.isEmpty() || due.isEmpty()) {
            return Answer.NOTHING;
        }
        work.insert("visitor", Fields.of("site_id", site, "id", visitor, "first_seen_at", work.now()));
        Fields person = work.row("visitor", site, visitor).orElseThrow();
        if (!work.isFree("visitor", person)) {
            return Answer.NOTHING;
        }
        work.lock("visitor", person);
        visits.stream().filter(visit -> visit.visitor().equals(visitor)).forEach(visit -> decide(work, site, visit, documents));
        visits.stream().filter(visit -> visit.visitor().equals(visitor)).flatMap(visit -> Stream.concat(Stream.of(visit.finalAt()), visit.amendedAt().stream()))
            .filter(at -> at.isAfter(work.now().toInstant())).min(Comparator.naturalOrder())
            .ifPresentOrElse(next -> work.update("due", due.get(), "due_at", next.atOffset(ZoneOffset.UTC)), () -> work.delete("due", due.get()));
        return Answer.NOTHING;
    }

    private static void decide(Work work, String site, Visit visit, List<Fields> documents) {
        if (documents.stream().noneMatch(row -> row.has("id", visit.id()))) {
            return;
        }
        boolean isFinal = !visit.finalAt().isAfter(work.now().toInstant());
        OffsetDateTime started = visit.startedAt().atOffset(ZoneOffset.UTC);
        OffsetDateTime ended = visit.finalAt().atOffset(ZoneOffset.UTC);
        Fields session = Fields.of("site_id", site, "id", visit.id(), "visitor_id", visit.visitor(), "state", isFinal ? "ended" : "open", "counted", visit.counted(),
            "final", isFinal, "started_at", started, "ended_at", isFinal ? ended : null, "active_at", started, "revision", visit.revision(work.now().toInstant()),
            "superseded_by", null, "erased_at", null);
        Fields written = work.upsert("session", session, old -> old.lacks("erased_at") ? session : old);
        if (isFinal && visit.counted()) {
            work.insert("archive_due", Fields.of("site_id", site, "kind", "session", "id", visit.id(), "since", work.now(), "not_before", Sql.ALWAYS));
        }
        for (int i = 0; i < visit.parts().size(); i++) {
            Visit.Part part = visit.parts().get(i);
            if (written.lacks("erased_at") && documents.stream().anyMatch(row -> row.has("id", part.page().id()))) {
                Fields row = Fields.of("site_id", site, "session_id", visit.id(), "document_id", part.page().id(), "tab_id", part.page().tab(), "ordinal", i,
                    "origin_at", part.page().opened().atOffset(ZoneOffset.UTC), "from_ms", part.fromMs(), "to_ms", part.toMs().orElse(null));
                work.upsert("session_document", row, old -> row);
            }
        }
        Optional.of(session.integer("revision")).filter(revision -> revision > 0 && written.lacks("erased_at")).ifPresent(revision ->
            work.insert("verdict", Fields.of("site_id", site, "session_id", visit.id(), "revision", revision, "evidence", new JsonArray())));
    }
}
