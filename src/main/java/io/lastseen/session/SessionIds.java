package io.lastseen.session;

import io.lastseen.engagement.Judgement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session keeps the id under which it was first stored.
 *
 * <p>Its id is that of the document that opened it. Of two that were opened at once, as when a browser restores its tabs, it
 * shows later which was a moment earlier: a document's clock is known better with each live signal.
 */
final class SessionIds {
    private SessionIds() {
    }

    /** @param judgements oldest first */
    static List<Judgement> kept(List<Judgement> judgements, List<KnownSession> known) {
        Set<String> judged = judgements.stream().map(Judgement::id).collect(Collectors.toSet());
        Set<String> stored = known.stream().map(KnownSession::id).collect(Collectors.toSet());
        List<KnownSession> free = known.stream().filter(one -> !one.finalEnd() && !judged.contains(one.id()))
            .sorted(Comparator.comparing(KnownSession::startedAt).thenComparing(KnownSession::id)).toList();
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Judgement judgement : judgements) {
            if (!stored.contains(judgement.id())) {
                free.stream().map(KnownSession::id).filter(id -> judgement.supersedes(id) && !taken.contains(id)).findFirst().ifPresent(id -> {
                    taken.add(id);
                    names.put(judgement.id(), id);
                });
            }
        }
        return names.isEmpty() ? judgements : judgements.stream().map(judgement -> named(judgement, names)).toList();
    }

    private static Judgement named(Judgement judgement, Map<String, String> names) {
        return judgement.named(names.getOrDefault(judgement.id(), judgement.id()), judgement.previous().map(id -> names.getOrDefault(id, id)));
    }
}
