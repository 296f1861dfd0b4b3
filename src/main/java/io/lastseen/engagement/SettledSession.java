package io.lastseen.engagement;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;

/**
 * A session that is final: evidence may amend it, never split it or merge it with another.
 *
 * @param closesAt  from then on a return opens a new session; as {@link Judgement#closesAt()} said when it became final
 * @param documents ids of its documents
 * @param anchors   by which it is known again; none of what was stored before there were any
 */
public record SettledSession(String id, Set<String> documents, Set<Anchor> anchors, Instant startedAt, Instant closesAt) {
    public SettledSession {
        requireNonNull(id, "id");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(closesAt, "closesAt");
        documents = Set.copyOf(documents);
        anchors = Set.copyOf(anchors);
    }
}
