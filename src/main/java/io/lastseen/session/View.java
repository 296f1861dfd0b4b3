package io.lastseen.session;

import java.time.Instant;

/**
 * One page shown, with its time.
 *
 * @param ordinal   place in the session, from 0
 * @param endedAt   when the next view of the tab began, the document left, or the session ended
 * @param engagedMs of it, time of proven attention
 */
record View(int ordinal, String document, String tab, String path, String title, String how, Instant startedAt,
            Instant endedAt, long engagedMs) {
}
