package io.lastseen.session;

import io.lastseen.engagement.Judgement;
import io.lastseen.engagement.Lane;
import io.lastseen.engagement.SessionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How an open session stands.
 *
 * @param name as the API has it: engaged, quiet, away, handed-over, leaving
 */
record Phase(String name, Instant since) {

    /** Empty of a session that has ended, or that nobody has seen yet. */
    static Optional<Phase> of(Judgement judgement) {
        SessionState state = judgement.state();
        if (state instanceof SessionState.Engaged) {
            return Optional.of(new Phase("engaged", engagedSince(judgement)));
        }
        if (state instanceof SessionState.Quiet) {
            return Optional.of(new Phase("quiet", engagedUntil(judgement)));
        }
        if (state instanceof SessionState.Away) {
            return Optional.of(new Phase("away", engagedUntil(judgement)));
        }
        if (state instanceof SessionState.HandedOver) {
            return Optional.of(new Phase("handed-over", engagedUntil(judgement)));
        }
        return state instanceof SessionState.Leaving ? Optional.of(new Phase("leaving", engagedUntil(judgement))) : Optional.empty();
    }

    private static Instant engagedSince(Judgement judgement) {
        return judgement.lanes().stream().flatMap(lane -> lane.stretches().stream()).filter(stretch -> stretch.state() == Lane.State.ENGAGED)
            .map(Lane.Stretch::from).max(Comparator.naturalOrder()).orElse(judgement.startedAt());
    }

    private static Instant engagedUntil(Judgement judgement) {
        return judgement.lanes().stream().flatMap(lane -> lane.stretches().stream()).filter(stretch -> stretch.state() == Lane.State.ENGAGED)
            .map(Lane.Stretch::to).max(Comparator.naturalOrder()).orElse(judgement.startedAt());
    }
}
