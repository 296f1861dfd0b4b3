package io.lastseen.engagement;

import java.util.List;
import java.util.Optional;

/**
 * How a session ends if nothing else happens. Times are ms on the service's clock.
 *
 * @param endedAt  the last proof of a person
 * @param due      from then on this is the verdict
 * @param closesAt from then on a return opens a new session
 * @param recheck  when a tab's presence changes by itself, so that all this may change
 * @param state    of the session until it is due
 */
record Prospect(Reason reason, Optional<String> detail, long endedAt, double confidence, List<Cited> cited, long due, long closesAt,
                long recheck, SessionState state) {

    Prospect(Reason reason, Optional<String> detail, long endedAt, double confidence, List<Cited> cited, long due, long closesAt, SessionState state) {
        this(reason, detail, endedAt, confidence, cited, due, closesAt, Long.MAX_VALUE, state);
    }

    /** Another session, already final, began then. */
    Prospect interruptedAt(long at) {
        return new Prospect(reason, detail, endedAt, confidence, cited, due, Math.min(closesAt, at), recheck, state);
    }

    Prospect recheckedAt(long recheck) {
        return new Prospect(reason, detail, endedAt, confidence, cited, due, closesAt, recheck, state);
    }
}
