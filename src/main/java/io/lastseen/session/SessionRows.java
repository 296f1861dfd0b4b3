package io.lastseen.session;

import io.lastseen.engagement.Cited;
import io.lastseen.engagement.DocumentSpan;
import io.lastseen.engagement.Judgement;
import io.lastseen.engagement.Lane;
import io.lastseen.session.DecidedSession.DecidedEnd;
import io.lastseen.session.DecidedSession.Mark;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decisions as JSON rows with the columns of V3__sessions.sql. */
final class SessionRows {
    /** PostgreSQL's years end where ISO dates do; "never" is written as this. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** PostgreSQL's name for never: what comes in for the visitor makes it due again. */
    private static final String DONE = "infinity";

    JsonArray sessions(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream().map(s -> session(d, s))));
    }

    JsonArray documents(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream().flatMap(s -> documents(d, s.judgement()))));
    }

    JsonArray views(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream().flatMap(s -> s.views().all().stream()
            .map(view -> key(d, s).put("ordinal", view.ordinal()).put("document_id", view.document()).put("tab_id", view.tab())
                .put("path", view.path()).put("title", view.title()).put("how", view.how())
                .put("started_at", time(view.startedAt())).put("ended_at", time(view.endedAt())).put("engaged_ms", view.engagedMs())))));
    }

    JsonArray marks(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream().flatMap(s -> s.marks().stream()
            .map(mark -> key(d, s).put("document_id", mark.evidence().document()).put("n", mark.evidence().n())
                .put("at", time(mark.at())).put("what", mark.evidence().text("what"))
                .put("name", mark.evidence().body().get("name") instanceof String name ? Indexed.text(name) : null)
                .put("element", mark.evidence().body().get("el")).put("props", props(mark.evidence().body().get("props")))))));
    }

    /** Pages send what they like; where it is no object, it is one with a single value. */
    private static Object props(Object sent) {
        return sent == null || sent instanceof Map<?, ?> ? sent : Map.of("value", sent);
    }

    /** One row for each verdict and each reopening; a verdict that became final is the same revision, with the instant it did. */
    JsonArray verdicts(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream()
            .filter(s -> s.changed() || s.end().isPresent()).map(s -> verdict(d, s))));
    }

    JsonArray persons(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.sessions().stream().flatMap(s -> s.marks().stream())
            .filter(mark -> mark.evidence().text("what").equals("identify")).max(Comparator.comparing(Mark::at)).stream()
            .map(mark -> new JsonObject().put("site_id", d.history().due().site()).put("id", d.history().due().visitor())
                .put("person", mark.evidence().text("name"))
                .put("traits", mark.evidence().body().get("props") instanceof Map<?, ?> traits ? traits : Map.of()))));
    }

    JsonArray superseded(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> d.superseded().entrySet().stream().map(entry -> new JsonObject()
            .put("site_id", d.history().due().site()).put("id", entry.getKey()).put("survivor", entry.getValue())
            .put("at", time(d.now())))));
    }

    /** What is told of sessions, in order: their own events, and that those which were part of another are no more. */
    JsonArray events(List<Decided> decisions) {
        JsonArray events = new JsonArray();
        for (Decided decided : decisions) {
            decided.sessions().forEach(session -> session.events().forEach(type -> events.add(event(events.size(), decided, session.judgement().id(), type))));
            decided.history().known().stream().filter(old -> old.counted() && decided.superseded().containsKey(old.id()))
                .forEach(old -> events.add(event(events.size(), decided, old.id(), EventType.FINAL)));
        }
        return events;
    }

    private static JsonObject event(int ordinal, Decided decided, String session, EventType type) {
        return new JsonObject().put("ordinal", ordinal).put("site_id", decided.history().due().site()).put("session_id", session)
            .put("type", type.text()).put("at", time(decided.now()));
    }

    /** When to look at the person again, kept with the visitor id that stands for it; every other id's row is done with. */
    JsonArray due(List<Decided> decisions) {
        return rows(decisions.stream().flatMap(d -> {
            DueVisitor due = d.history().due();
            Map<String, Long> revs = new TreeMap<>(due.revs());
            d.nextDue().ifPresent(at -> revs.putIfAbsent(due.visitor(), 0L));
            return revs.entrySet().stream().map(entry -> new JsonObject().put("site_id", due.site()).put("visitor_id", entry.getKey())
                .put("rev", entry.getValue()).put("due_at", d.nextDue().filter(at -> entry.getKey().equals(due.visitor())).map(SessionRows::time).orElse(DONE)));
        }));
    }

    /** Whether somebody is done with, so that there is something to delete. */
    JsonArray forgotten(List<Decided> decisions) {
        return rows(due(decisions).stream().map(JsonObject.class::cast).filter(row -> row.getString("due_at").equals(DONE)));
    }

    private static JsonObject session(Decided decided, DecidedSession session) {
        Judgement judgement = session.judgement();
        Optional<View> entry = session.views().entry();
        Optional<View> exit = session.views().exit();
        Optional<Phase> phase = Phase.of(judgement);
        return new JsonObject().put("site_id", decided.history().due().site()).put("id", judgement.id())
            .put("visitor_id", decided.history().due().visitor()).put("state", session.end().isPresent() ? "ended" : "open")
            .put("counted", judgement.counted()).put("final", judgement.settled()).put("started_at", time(judgement.startedAt()))
            .put("ended_at", session.end().map(DecidedEnd::endedAt).map(SessionRows::time).orElse(null))
            .put("active_at", time(activeAt(judgement))).put("closes_at", time(judgement.closesAt()))
            .put("engaged_ms", judgement.engaged().toMillis()).put("views", session.views().all().size())
            .put("entry_path", entry.map(View::path).orElse("")).put("entry_title", entry.map(View::title).orElse(""))
            .put("exit_path", exit.map(View::path).orElse("")).put("exit_title", exit.map(View::title).orElse(""))
            .put("source", session.attribution().source()).put("channel", session.attribution().channel())
            .put("campaign", session.attribution().campaign())
            .put("device", session.device().kind()).put("browser", session.device().browser()).put("os", session.device().os())
            .put("country", session.whereabouts().country()).put("language", session.whereabouts().language())
            .put("returning_visitor", decided.history().firstSeenAt().isBefore(judgement.startedAt().minus(Duration.ofMinutes(1))))
            .put("reason", judgement.verdict().map(v -> v.reason().text()).orElse(null))
            .put("detail", judgement.verdict().flatMap(v -> v.detail()).orElse(null))
            .put("decided_at", session.end().map(DecidedEnd::decidedAt).map(SessionRows::time).orElse(null))
            .put("confidence", judgement.verdict().map(v -> v.confidence()).orElse(null))
            .put("revision", session.revision()).put("evidence", session.end().isPresent() ? evidence(session) : new JsonArray()).put("lanes", lanes(judgement.lanes()))
            .put("phase", phase.map(Phase::name).orElse(null)).put("phase_since", phase.map(Phase::since).map(SessionRows::time).orElse(null))
            .put("attentive_until", phase.map(now -> time(judgement.attentiveUntil())).orElse(null))
            .put("previous_id", judgement.previous().orElse(null));
    }

    private static Stream<JsonObject> documents(Decided decided, Judgement judgement) {
        List<DocumentSpan> spans = judgement.documents();
        Map<String, Long> origins = new java.util.HashMap<>();
        decided.history().documents().forEach(document -> origins.put(document.id(), document.originMs()));
        return Stream.iterate(0, i -> i < spans.size(), i -> i + 1).map(i -> {
            DocumentSpan span = spans.get(i);
            Instant origin = span.clock().serverTime(1, Instant.ofEpochMilli(origins.get(span.document())));
            return new JsonObject().put("site_id", decided.history().due().site()).put("session_id", judgement.id())
                .put("document_id", span.document()).put("tab_id", span.tab()).put("ordinal", i).put("origin_at", time(origin))
                .put("from_ms", Math.max(0, ChronoUnit.MILLIS.between(origin, span.from())))
                .put("to_ms", judgement.settled() ? ChronoUnit.MILLIS.between(origin, span.to()) : null)
                // Only what is final is known by them; while it runs they change with all that comes in, and each change is a row written.
                .put("first_n", judgement.settled() ? span.first() : null).put("last_n", judgement.settled() ? span.last() : null);
        });
    }

    private static JsonObject verdict(Decided decided, DecidedSession session) {
        Judgement judgement = session.judgement();
        return key(decided, session).put("revision", session.revision())
            .put("reason", judgement.verdict().map(v -> v.reason().text()).orElse(null))
            .put("detail", judgement.verdict().flatMap(v -> v.detail()).orElse(null))
            .put("ended_at", session.end().map(DecidedEnd::endedAt).map(SessionRows::time).orElse(null))
            .put("decided_at", time(session.end().map(DecidedEnd::decidedAt).orElse(decided.now())))
            .put("confidence", judgement.verdict().map(v -> v.confidence()).orElse(null))
            .put("provisional", judgement.verdict().map(v -> v.provisional()).orElse(true)).put("evidence", evidence(session))
            .put("final_at", judgement.verdict().filter(v -> !v.provisional()).map(v -> time(decided.now())).orElse(null));
    }

    /** Of a session that was reopened: where the visitor came back to. */
    private static JsonArray evidence(DecidedSession session) {
        Judgement judgement = session.judgement();
        List<Cited> evidence = judgement.verdict().map(v -> v.evidence()).orElseGet(() -> session.views().exit()
            .map(view -> List.of(new Cited("return", activeAt(judgement), "The visitor came back, to " + view.path() + ".")))
            .orElse(List.of()));
        JsonArray cited = new JsonArray();
        for (Cited one : evidence) {
            cited.add(cited(one));
        }
        return cited;
    }

    private static JsonObject cited(Cited one) {
        return new JsonObject().put("at", time(one.at())).put("kind", one.kind()).put("text", one.text());
    }

    private static JsonArray lanes(List<Lane> lanes) {
        JsonArray rows = new JsonArray();
        for (Lane lane : lanes) {
            JsonArray stretches = new JsonArray();
            lane.stretches().forEach(stretch -> stretches.add(new JsonObject()
                .put("state", stretch.state().name().toLowerCase(Locale.ROOT)).put("from", time(stretch.from())).put("to", time(stretch.to()))));
            JsonArray proofs = new JsonArray();
            lane.proofs().forEach(proof -> proofs.add(cited(proof)));
            rows.add(new JsonObject().put("tab", lane.tab()).put("lanes", stretches).put("proofs", proofs)
                .put("exit", lane.exit().map(exit -> cited(exit.cited()).put("to", exit.to().orElse(null))).orElse(null)));
        }
        return rows;
    }

    /** The end of the last proven attention; where there was none, the start. */
    private static Instant activeAt(Judgement judgement) {
        return judgement.lanes().stream().flatMap(lane -> lane.stretches().stream())
            .filter(stretch -> stretch.state() == Lane.State.ENGAGED).map(Lane.Stretch::to)
            .max(Comparator.naturalOrder()).orElse(judgement.startedAt());
    }

    private static JsonObject key(Decided decided, DecidedSession session) {
        return new JsonObject().put("site_id", decided.history().due().site()).put("session_id", session.judgement().id());
    }

    private static String time(Instant instant) {
        return (instant.isAfter(NEVER) ? NEVER : instant).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static JsonArray rows(Stream<JsonObject> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(array::add);
        return array;
    }
}
