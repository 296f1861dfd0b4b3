package io.lastseen.ingest;

import java.util.List;
import java.util.Optional;

/**
 * What one message asks to be stored, whichever door it came through.
 *
 * @param urgent whether the visitor should be decided at once, not within {@link CommitSettings#routineDecision()}
 */
record Arrival(ArrivingDocument document, Optional<ArrivingChunk> chunk, List<ArrivingEvidence> evidence, boolean urgent) {

    Arrival {
        evidence = List.copyOf(evidence);
    }

    int bytes() {
        return chunk.map(c -> c.body().length).orElse(0) + evidence.stream().mapToInt(e -> 128 + e.body().length()).sum();
    }

    ChunkKey chunkKey() {
        ArrivingChunk part = chunk.orElseThrow();
        return new ChunkKey(document.site(), document.id(), part.sequence());
    }
}
