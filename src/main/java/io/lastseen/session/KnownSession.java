package io.lastseen.session;

import io.lastseen.engagement.Anchor;
import io.lastseen.engagement.Judgement;
import io.lastseen.engagement.SettledSession;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an earlier decision wrote, as far as the next one must know it.
 *
 * @param counted  whether it was shown to anybody
 * @param finalEnd a return opens a new session
 * @param closesAt from then on a return opens a new session
 */
record KnownSession(String id, Set<String> documents, Set<Anchor> anchors, boolean counted, boolean ended, boolean finalEnd, Instant startedAt, Optional<Instant> endedAt,
                    Optional<String> reason, Optional<String> detail, Optional<Instant> decidedAt, Instant closesAt, int revision) {

    /** Of a final session the evidence is not read for ever: one that lacks documents now was judged without them, and is to stay as it was. */
    boolean isMoreThan(Judgement judgement) {
        return finalEnd && !judgement.documentIds().containsAll(documents);
    }

    SettledSession settled() {
        return new SettledSession(id, documents, anchors, startedAt, closesAt);
    }
}
