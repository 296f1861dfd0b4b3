package io.lastseen.engagement;

import java.time.Instant;
import java.util.List;

/**
 * How one tab fared in one session, without gaps, on the service's clock.
 *
 * @param tab tab id; a duplicate that still carries its origin's id has the document's id behind it
 */
public record Lane(String tab, List<Stretch> stretches) {
    public Lane {
        stretches = List.copyOf(stretches);
    }

    /** What a tab can be in: in use, on screen without proof of a person, off screen, or not there. */
    public enum State { ENGAGED, QUIET, HIDDEN, AWAY }

    /** A stretch of time in one state. */
    public record Stretch(State state, Instant from, Instant to) { }
}
