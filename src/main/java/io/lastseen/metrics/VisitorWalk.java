package io.lastseen.metrics;

import io.lastseen.metrics.VisitorDeeds.Deed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows one visitor through a funnel of visitors, by the definitions of {@link VisitorFunnelDefinition}: of all first steps that are
 * counted, the one counts that led furthest, and of several the earliest.
 */
final class VisitorWalk {
    private final VisitorDeeds deeds;
    private final VisitorWay way;

    /** @param hits in whatever order; for a strict funnel with all pages shown */
    VisitorWalk(Funnel funnel, List<VisitorHit> hits) {
        this.deeds = VisitorDeeds.of(funnel, hits);
        this.way = VisitorWay.of(funnel.mode(), deeds);
    }

    /** Empty where they did not enter. */
    Optional<VisitorAttempt> attempt() {
        return Optional.ofNullable(attempts(first -> true).get(true));
    }

    /** One for each key that a first step has which is counted: one visitor may be in several groups. */
    <K> Map<K, VisitorAttempt> attempts(Function<VisitorHit, K> key) {
        Map<K, Deed> best = new HashMap<>();
        for (Deed first : deeds.of(0)) {
            if (first.hit().enters()) {
                best.merge(key.apply(first.hit()), first, (one, other) -> way.furthest(other) > way.furthest(one) ? other : one);
            }
        }
        Map<K, VisitorAttempt> attempts = new HashMap<>();
        best.forEach((of, first) -> attempts.put(of, way.attempt(first)));
        return attempts;
    }
}
