package io.lastseen.ingest;

import java.util.List;
import java.util.Optional;

/**
 * What one message asks to be stored, whichever door it came through.
 *
 * @param urgency how soon the visitor should be decided
 */
record Arrival(ArrivingDocument document, Optional<ArrivingChunk> chunk, List<ArrivingEvidence> evidence, Urgency urgency) {

    Arrival {
        evidence = List.copyOf(evidence);
    }

    /** Says nothing that is not stored already. */
    boolean isEmpty() {
        return chunk.isEmpty() && evidence.isEmpty();
    }

    int bytes() {
        return chunk.map(c -> c.body().length).orElse(0) + evidence.stream().mapToInt(e -> 128 + e.body().length()).sum();
    }

    ChunkKey chunkKey() {
        ArrivingChunk part = chunk.orElseThrow();
        return new ChunkKey(document.site(), document.id(), part.sequence());
    }
}
