package io.lastseen.session;

import io.lastseen.engagement.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as one decision leaves it.
 *
 * @param end      what stands in its row; empty while it is open
 * @param revision counts verdicts and reopenings
 * @param changed  whether this decision made the revision
 * @param events   what this decision tells, in order
 * @param marks    evidence of kind mark within the session, with its instant
 */
record DecidedSession(Judgement judgement, Optional<DecidedEnd> end, int revision, boolean changed, Views views, Device device, Whereabouts whereabouts,
                      Attribution attribution, List<Mark> marks, List<EventType> events) {

    /** @param endedAt as first decided: a clock that is known a little better later is no new verdict */
    record DecidedEnd(Instant endedAt, Instant decidedAt) {
    }

    record Mark(StoredEvidence evidence, Instant at) {
    }
}
