package io.lastseen.session;

import io.lastseen.engagement.Anchor;
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

    SettledSession settled() {
        return new SettledSession(id, documents, anchors, startedAt, closesAt);
    }
}
