package io.lastseen.ingest;

import java.util.List;
import java.util.Set;

/** How soon evidence makes its visitor due. */
enum Urgency {
    /** Somebody may have come or gone, so that waiting would show. */
    NOW,
    /** Within {@link CommitSettings#routineDecision()}. */
    SOON,
    /** It only says that all is as it was: the next decision that is due anyway reads it, and puts off what it puts off. */
    LAZY;

    private static final Set<String> COMING_AND_GOING =
        Set.of("load", "view", "pagehide", "stop", "signout", "crash", Testimony.OPENED, Testimony.DROPPED);

    static Urgency of(List<ArrivingEvidence> evidence) {
        if (evidence.stream().anyMatch(one -> COMING_AND_GOING.contains(one.kind()))) {
            return NOW;
        }
        return evidence.stream().allMatch(one -> one.kind().equals(Watermark.HEARTBEAT)) ? LAZY : SOON;
    }

    Urgency and(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
