package io.lastseen.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one decision about a visitor leaves behind.
 *
 * @param superseded ids of sessions that turned out to be part of another, and of which
 * @param nextDue    when time alone could change the outcome; empty when it cannot
 */
record Decided(VisitorHistory history, Instant now, List<DecidedSession> sessions, Map<String, String> superseded, Optional<Instant> nextDue) {
}
