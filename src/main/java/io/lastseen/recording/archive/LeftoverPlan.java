package io.lastseen.recording.archive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a document's chunks that are in no archive. Pure.
 *
 * @param sessions to be archived because of them
 * @param letGo    belong to no session that anybody is shown, and will not
 * @param again    others have to wait: look at the document later
 */
public record LeftoverPlan(Set<String> sessions, List<Integer> letGo, boolean again) {

    /** A chunk by its sequence in the document; times in milliseconds since its origin. */
    public record Chunk(int sequence, long firstMs, long lastMs) {
    }

    /** What of the document belongs to a session that is shown; times in milliseconds since its origin, both included. */
    public record Part(String session, boolean isFinal, long fromMs, Optional<Long> toMs) {

        boolean holds(Chunk chunk) {
            return chunk.lastMs() >= fromMs && toMs.filter(to -> chunk.firstMs() > to).isEmpty();
        }
    }

    /**
     * @param chunks not archived
     * @param silent nothing has come in for so long that no decision will make another session of it
     */
    static LeftoverPlan of(List<Chunk> chunks, List<Part> parts, boolean silent) {
        Set<String> sessions = new LinkedHashSet<>();
        List<Integer> letGo = new ArrayList<>();
        boolean again = false;
        for (Chunk chunk : chunks) {
            List<Part> holders = parts.stream().filter(part -> part.holds(chunk)).toList();
            holders.stream().filter(Part::isFinal).map(Part::session).forEach(sessions::add);
            if (holders.isEmpty() && silent) {
                letGo.add(chunk.sequence());
            } else {
                again |= holders.stream().noneMatch(Part::isFinal);
            }
        }
        return new LeftoverPlan(sessions, List.copyOf(letGo), again);
    }
}
