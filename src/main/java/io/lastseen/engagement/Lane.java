package io.lastseen.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one tab fared in one session, without gaps, on the service's clock.
 *
 * @param tab tab id; a duplicate that still carries its origin's id has the document's id behind it
 * @param proofs what showed a person, oldest first; of the same kind within 5 s only the first, and at most 300, the newest
 * @param exit   how the tab's last page went; empty while it is there
 */
public record Lane(String tab, List<Stretch> stretches, List<Cited> proofs, Optional<Exit> exit) {
    public Lane {
        stretches = List.copyOf(stretches);
        proofs = List.copyOf(proofs);
    }

    /** What a tab can be in: in use, on screen without proof of a person, off screen, or not there. */
    public enum State { ENGAGED, QUIET, HIDDEN, AWAY }

    /** @param to the host it gave way to, where that is known */
    public record Exit(Cited cited, Optional<String> to) { }

    /** A stretch of time in one state. */
    public record Stretch(State state, Instant from, Instant to) { }
}
