package io.lastseen.session;

import io.lastseen.engagement.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one decision about a visitor leaves behind.
 *
 * @param superseded ids of sessions that turned out to be part of another, and of which
 * @param nextDue    when time alone could change the outcome; empty when it cannot
 */
record Decided(VisitorHistory history, Instant now, List<DecidedSession> sessions, Map<String, String> superseded, Optional<Instant> nextDue) {

    /**
     * Whether the person had been here before: in another session that counts. A robot's visit, or one in which nobody saw a page, makes
     * nobody return.
     */
    boolean isReturn(DecidedSession session) {
        Instant start = session.judgement().startedAt();
        Set<String> judged = sessions.stream().map(one -> one.judgement().id()).collect(Collectors.toSet());
        Stream<Instant> now = sessions.stream().map(DecidedSession::judgement).filter(Judgement::counted).map(Judgement::startedAt);
        Stream<Instant> still = history.known().stream()
            .filter(one -> one.counted() && !judged.contains(one.id()) && !superseded.containsKey(one.id())).map(KnownSession::startedAt);
        return Stream.of(now, still, history.countedSince().stream()).flatMap(starts -> starts).anyMatch(other -> other.isBefore(start));
    }

    /** Sessions whose end is the last word, and such that are part of another now. */
    Stream<SessionLookup.Key> settled() {
        return Stream.concat(sessions.stream().filter(one -> one.judgement().settled()).map(one -> one.judgement().id()), superseded.keySet().stream())
            .map(id -> new SessionLookup.Key(history.due().site(), id));
    }
}
