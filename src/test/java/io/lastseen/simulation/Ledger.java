package io.lastseen.simulation;

import io.lastseen.ingest.SimulatedDoor;
import io.lastseen.recording.SimulatedPlayback.Played;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who was promised what; held against what is played and what lies in the store. */
final class Ledger {
    private final Plan plan;
    private final SimulatedPostgres postgres;
    private final SimulatedObjects objects;
    private final Map<String, List<Chunk>> chunks = new HashMap<>();
    private boolean rebuilt;
    private final Set<Chunk> gone = new HashSet<>();
    private final Set<String> erased = new HashSet<>();

    /** What a playback that begins now has to give: all that is acknowledged and not erased, and nothing that is erased. */
    record Expected(Set<Chunk> there, Set<Chunk> gone) {
    }

    Ledger(Plan plan, SimulatedPostgres postgres, SimulatedObjects objects) {
        this.plan = plan;
        this.postgres = postgres;
        this.objects = objects;
        plan.chunks().forEach(chunk -> chunks.computeIfAbsent(chunk.key(), any -> new ArrayList<>()).add(chunk));
    }

    /** Whether the page's recorder still waits for the answer to an earlier chunk. */
    boolean unsentBefore(Chunk chunk) {
        return plan.chunks().stream().anyMatch(other -> other.page().equals(chunk.page()) && other.sequence() < chunk.sequence() && !other.over());
    }

    void answered(Chunk chunk, SimulatedDoor.Reply reply, boolean erasedBefore) {
        BrokenPromise.unless(!erasedBefore || reply != SimulatedDoor.Reply.STORED, "Chunk " + chunk.key() + " was erased, and is acknowledged");
        BrokenPromise.unless(reply != SimulatedDoor.Reply.CONFLICT || plan.isRivalled(chunk), "Chunk " + chunk.key() + " is told that it is another");
        BrokenPromise.unless(reply != SimulatedDoor.Reply.STORED || rebuilt || chunks.get(chunk.key()).stream().noneMatch(other -> other != chunk && other.acknowledged()),
            "Chunk " + chunk.key() + " is acknowledged with two contents");
        BrokenPromise.unless(chunk.poisoned() == (reply == SimulatedDoor.Reply.REFUSED) || reply == SimulatedDoor.Reply.COME_AGAIN
            || reply == SimulatedDoor.Reply.ERASED, "Chunk " + chunk.key() + " is told " + reply);
        BrokenPromise.unless(reply != SimulatedDoor.Reply.ERASED || touchesErasure(chunk), "Chunk " + chunk.key() + " was not erased, and is refused");
    }

    /** What fails is tried again; but nothing may fail in a way that nobody foresaw. */
    void failed(Throwable failure) {
        if (failure instanceof NullPointerException || failure instanceof ClassCastException || failure instanceof Error) {
            throw new BrokenPromise("Something failed that does not fail by itself: " + failure, failure);
        }
    }

    boolean hasRow(Visit visit) {
        return row(visit).filter(row -> row.lacks("erased_at")).isPresent();
    }

    /** Whether playback can be asked for it. */
    boolean isShown(Visit visit) {
        return row(visit).filter(Sql::shown).isPresent();
    }

    private Optional<Fields> row(Visit visit) {
        return postgres.rows("session").stream().filter(row -> row.has("id", visit.id())).findFirst();
    }

    boolean isErased(Visit visit) {
        return erased.contains(visit.id());
    }

    boolean isErased(Chunk chunk) {
        return gone.contains(chunk);
    }

    /** An erasure was accepted: what belonged to it is never seen again. */
    void erased(Visit visit, boolean visitor, Instant now) {
        if (!erased.add(visit.id())) {
            return;
        }
        for (Chunk chunk : plan.chunks()) {
            boolean of = visitor ? chunk.page().visitor().equals(visit.visitor()) && chunk.page().opened().isBefore(now)
                : visit.parts().stream().anyMatch(part -> part.page().equals(chunk.page()) && chunk.overlaps(part.fromMs(), part.toMs())
                    && postgres.rows("session_document").stream().anyMatch(row -> row.has("session_id", visit.id()) && row.has("document_id", part.page().id())));
            if (of) {
                gone.add(chunk);
            }
        }
    }

    private boolean touchesErasure(Chunk chunk) {
        return gone.contains(chunk) || postgres.rows("erased_visitor").stream().anyMatch(row -> row.has("visitor_id", chunk.page().visitor()))
            || document(chunk).filter(row -> row.ranges("erased").touches(chunk.firstMs(), chunk.lastMs())).isPresent();
    }

    private Optional<Fields> document(Chunk chunk) {
        return postgres.rows("document").stream().filter(row -> row.has("id", chunk.page().id())).findFirst();
    }

    Expected expected(Visit visit) {
        Set<Chunk> there = new HashSet<>();
        for (Fields part : postgres.rows("session_document")) {
            if (part.has("session_id", visit.id())) {
                plan.chunks().stream().filter(chunk -> chunk.page().id().equals(part.text("document_id")) && chunk.acknowledged() && !touchesErasure(chunk)
                    && chunk.overlaps(part.number("from_ms"), Optional.ofNullable((Number) part.get("to_ms")).map(Number::longValue))).forEach(there::add);
            }
        }
        return new Expected(there, Set.copyOf(gone));
    }

    void played(Visit visit, Expected expected, Optional<List<Played>> played) {
        if (played.isEmpty()) {
            throw new BrokenPromise("Session " + visit.id() + " is gone");
        }
        Set<Chunk> seen = new HashSet<>();
        Set<String> places = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (Played one : played.get()) {
            String key = one.document() + ' ' + one.sequence();
            BrokenPromise.unless(places.add(key), "Chunk " + key + " is played twice in " + visit.id());
            Chunk chunk = chunks.get(key).stream().filter(version -> Arrays.equals(one.payload(), version.payload())).findFirst()
                .orElseThrow(() -> new BrokenPromise("Chunk " + key + " has other bytes"));
            seen.add(chunk);
            BrokenPromise.unless(!expected.gone().contains(chunk), "Chunk " + chunk.key() + " was erased, and is played in " + visit.id());
            if (chunk.page().orderly()) {
                Integer before = last.put(one.document(), one.sequence());
                BrokenPromise.unless(before == null || before < one.sequence(), "Chunk " + chunk.key() + " is played before " + before);
            }
        }
        for (Chunk chunk : expected.there()) {
            // What was erased since the playback began may be there or not.
            boolean rival = rebuilt && chunks.get(chunk.key()).stream().anyMatch(seen::contains);
            BrokenPromise.unless(seen.contains(chunk) || touchesErasure(chunk) || rival, "Chunk " + chunk.key() + " is acknowledged, and not played in " + visit.id());
        }
    }

    /** A replica may fail to read; that an object is not where it should be is something else. */
    void notPlayed(Visit visit, Throwable failure) {
        failed(failure);
        BrokenPromise.unless(!String.valueOf(failure.getClass()).contains("Moved") || !isShown(visit), "An object of session " + visit.id() + " is not there");
    }

    /** Accepted while the store did not answer: until it does, only PostgreSQL knows. */
    boolean waitsForTombstone() {
        return postgres.rows("erasure").stream().anyMatch(row -> row.lacks("tombstoned_at"));
    }

    /** Whether objects still hold what is erased. */
    boolean hasFreshErasure() {
        return !postgres.rows("erasure_object").isEmpty();
    }

    /** Of two contents of one place a rebuild cannot tell which was acknowledged. */
    void isRebuilt() {
        rebuilt = true;
        erasedEvidenceIsGone();
    }

    private void erasedEvidenceIsGone() {
        postgres.rows("document").forEach(document -> postgres.rows("evidence").stream()
            .filter(row -> row.has("document_id", document.get("id")) && !row.has("kind", "load")
                && document.ranges("erased").holds(row.number("at_ms") - document.number("origin_ms")))
            .forEach(row -> {
                throw new BrokenPromise("What was erased of " + document.get("id") + " is evidence");
            }));
    }

    /** Long after everything: nothing is left to do, and every object has an owner. */
    void settled(List<Replica> replicas) {
        for (Replica replica : replicas) {
            BrokenPromise.unless(replica.door().bytesInFlight() == 0, "Bytes are in flight for ever");
            BrokenPromise.unless(replica.door().mostBytesInFlight() <= SimulatedDoor.MOST_BYTES, "More bytes are in flight than may be");
        }
        BrokenPromise.unless(postgres.open().isEmpty(), "A transaction is open for ever");
        for (String table : List.of("archive_due", "erasure_object", "stray", "chunk")) {
            BrokenPromise.unless(postgres.rows(table).isEmpty(), "There are still rows of " + table + ": " + postgres.rows(table));
        }
        BrokenPromise.unless(postgres.rows("erasure").stream().noneMatch(row -> row.lacks("done_at")), "An erasure is never done");
        plan.chunks().forEach(chunk -> BrokenPromise.unless(chunk.over(), "Chunk " + chunk.key() + " is never answered"));
        erasedEvidenceIsGone();
        plan.visits().stream().flatMap(visit -> row(visit).stream()).filter(Sql::shown).forEach(this::archived);
        objects.contents().forEach(this::owned);
    }

    private void archived(Fields session) {
        BrokenPromise.unless(postgres.rows("archive").stream().filter(row -> row.has("session_id", session.get("id")) && row.lacks("replaced_at")
            && row.has("revision", session.get("revision"))).count() == 1, "Session " + session.get("id") + " is not archived as it is now");
    }

    private void owned(String name, Buffer bytes) {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        for (Chunk chunk : gone) {
            BrokenPromise.unless(!text.contains(new String(chunk.payload(), StandardCharsets.ISO_8859_1)), "Chunk " + chunk.key() + " was erased, and lies in " + name);
        }
        BrokenPromise.unless(name.startsWith("tombstones/") || postgres.rows("archive").stream().anyMatch(row -> row.has("object", name) && row.lacks("replaced_at")),
            "Nobody needs " + name + ", and it is there");
    }
}
