package io.lastseen.engagement;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sessions that are final, and what belongs to which of them. */
final class Finals {
    private final List<SettledSession> byStart;
    private final Map<String, NavigableMap<Long, SettledSession>> anchored = new HashMap<>();
    private final long absentMs;

    Finals(Collection<SettledSession> finals, Timings timings) {
        this.byStart = finals.stream().sorted(Comparator.comparing(SettledSession::startedAt).thenComparing(SettledSession::id)).toList();
        this.absentMs = timings.absent().toMillis();
        for (SettledSession settled : byStart) {
            settled.anchors().forEach(anchor -> anchored.computeIfAbsent(anchor.document(), document -> new TreeMap<>()).put(anchor.n(), settled));
        }
    }

    Stream<String> ids() {
        return byStart.stream().map(SettledSession::id);
    }

    /**
     * The final session that this is part of: the one that held it, else the one in whose time it happened, else the one that its
     * document went on to open.
     *
     * @param opens whether it proves a person who could open a session
     */
    Optional<SettledSession> owner(Moment moment, boolean opens) {
        return holder(moment.evidence()).or(() -> inTimeOf(moment)).or(() -> openedLater(moment, opens));
    }

    /** What a recorder numbered between two things of one session is that session's too. */
    private Optional<SettledSession> holder(Evidence evidence) {
        NavigableMap<Long, SettledSession> anchors = anchored.get(evidence.document());
        if (anchors == null || evidence.ownTestimony()) {
            return Optional.empty();
        }
        Map.Entry<Long, SettledSession> before = anchors.floorEntry(evidence.n());
        Map.Entry<Long, SettledSession> after = anchors.ceilingEntry(evidence.n());
        return before != null && after != null && before.getValue().equals(after.getValue()) ? Optional.of(before.getValue()) : Optional.empty();
    }

    /** The latest that had begun, if it had not closed. */
    private Optional<SettledSession> inTimeOf(Moment moment) {
        Instant at = Instant.ofEpochMilli(moment.at());
        for (int i = byStart.size() - 1; i >= 0; i--) {
            SettledSession settled = byStart.get(i);
            if (!settled.startedAt().isAfter(at) && !at.isAfter(settled.closesAt())) {
                return Optional.of(settled);
            }
        }
        return Optional.empty();
    }

    /** The next to begin, if it has this document: it had been in the background until somebody looked at it, or its clock was not known as well. */
    private Optional<SettledSession> openedLater(Moment moment, boolean opens) {
        Instant at = Instant.ofEpochMilli(moment.at());
        return byStart.stream().filter(settled -> settled.startedAt().isAfter(at)).findFirst()
            .filter(next -> next.documents().contains(moment.evidence().document()))
            .filter(next -> !opens || next.startedAt().toEpochMilli() - moment.at() <= absentMs);
    }
}
