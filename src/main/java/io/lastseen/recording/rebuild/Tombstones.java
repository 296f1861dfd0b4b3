package io.lastseen.recording.rebuild;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was erased and must never come back (docs/storage-format.md). Pure; times in a document are milliseconds since its origin. */
public final class Tombstones {
    private final Set<Key> sessions = new HashSet<>();
    private final Map<Key, Instant> visitors = new HashMap<>();
    private final Map<Key, List<Part>> documents = new HashMap<>();

    private record Key(String site, String id) {
    }

    private record Part(long fromMs, Optional<Long> toMs) {
        boolean touches(long firstMs, long lastMs) {
            return lastMs >= fromMs && toMs.filter(to -> firstMs > to).isEmpty();
        }
    }

    static Tombstones of(JsonArray all) {
        Tombstones tombstones = new Tombstones();
        all.stream().map(JsonObject.class::cast).forEach(tombstones::add);
        return tombstones;
    }

    private void add(JsonObject tombstone) {
        String site = tombstone.getString("site");
        Instant erasedAt = tombstone.getInstant("erasedAt");
        tombstone.getJsonArray("sessions").forEach(id -> sessions.add(new Key(site, (String) id)));
        tombstone.getJsonArray("visitors").forEach(id -> visitors.merge(new Key(site, (String) id), erasedAt, (a, b) -> a.isAfter(b) ? a : b));
        tombstone.getJsonArray("documents").stream().map(JsonObject.class::cast).forEach(document -> documents
            .computeIfAbsent(new Key(site, document.getString("id")), any -> new ArrayList<>())
            .add(new Part(document.getLong("fromMs"), Optional.ofNullable(document.getLong("toMs")))));
    }

    /** @param startedAt of the session */
    boolean holdSession(String site, String session, String visitor, Instant startedAt) {
        return sessions.contains(new Key(site, session)) || holdVisitor(site, visitor, startedAt);
    }

    public boolean holdVisitor(String site, String visitor, Instant at) {
        Instant erasedAt = visitors.get(new Key(site, visitor));
        return erasedAt != null && at.isBefore(erasedAt);
    }

    public boolean holdChunk(String site, String document, long firstMs, long lastMs) {
        return documents.getOrDefault(new Key(site, document), List.of()).stream().anyMatch(part -> part.touches(firstMs, lastMs));
    }
}
