package io.lastseen.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as it is going to be decided.
 *
 * @param id        of its first document
 * @param counted   false: a robot's
 * @param finalAt   nothing of its end changes any more, but for amendments
 * @param amendedAt late evidence changes it once more
 */
record Visit(String visitor, String id, boolean counted, Instant startedAt, Instant finalAt, Optional<Instant> amendedAt, List<Part> parts) {

    /** What of a page belongs to it, milliseconds since the page was opened, both ends included. */
    record Part(Page page, long fromMs, Optional<Long> toMs) {
    }

    int revision(Instant now) {
        return (now.isBefore(finalAt) ? 0 : 1) + (amendedAt.filter(at -> !at.isAfter(now)).isPresent() ? 1 : 0);
    }
}
