package io.lastseen.engagement;

import java.time.Instant;
import java.util.Optional;

/** Where a session is in its life. */
public sealed interface SessionState {
    /** Nobody has seen a page yet. */
    record Pending() implements SessionState { }

    /** Somebody is reading, using or watching a page. */
    record Engaged() implements SessionState { }

    /** A page is on a screen, but nothing has proved a person for longer than its text takes to read. */
    record Quiet() implements SessionState { }

    /** Every tab is hidden or cannot be reached. */
    record Away() implements SessionState { }

    /** The visitor was handed over to a payment provider and is waited for. */
    record HandedOver(Optional<String> host) implements SessionState { }

    /** The last tab is leaving, and its grace has not run out. */
    record Leaving(ExitKind how) implements SessionState { }

    /** Ended, but a return before {@code until} reopens it. */
    record EndedProvisionally(Instant until) implements SessionState { }

    /** Ended for good: a return opens a new session. */
    record EndedFinally() implements SessionState { }

    default boolean ended() {
        return this instanceof EndedProvisionally || this instanceof EndedFinally;
    }
}
