package io.lastseen.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one decision about a visitor leaves behind.
 *
 * @param superseded ids of sessions that turned out to be part of another, and of which
 * @param nextDue    when time alone could change the outcome; empty when it cannot
 */
record Decided(VisitorHistory history, Instant now, List<DecidedSession> sessions, Map<String, String> superseded, Optional<Instant> nextDue) {

    /** Sessions whose end is the last word, and such that are part of another now. */
    Stream<SessionLookup.Key> settled() {
        return Stream.concat(sessions.stream().filter(one -> one.judgement().settled()).map(one -> one.judgement().id()), superseded.keySet().stream())
            .map(id -> new SessionLookup.Key(history.due().site(), id));
    }
}
