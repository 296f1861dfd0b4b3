package io.lastseen.metrics;

import io.lastseen.metrics.FunnelWalk.Reach;
import java.time.Duration;
import java.util.List;

/**
 * How far a visitor got in a funnel.
 *
 * @param reached what each step was reached by, up to the furthest; the first is the first step
 * @param last when they last did the furthest step within the funnel's days
 */
record VisitorAttempt(List<VisitorHit> reached, VisitorHit last) {
    VisitorAttempt {
        reached = List.copyOf(reached);
    }

    int furthest() {
        return reached.size() - 1;
    }

    /** Counted for the session in which they gave up, or are. */
    FunnelContribution stopped(Funnel funnel) {
        return by(last, funnel);
    }

    /** Counted for the session in which they reached a step. */
    FunnelContribution reached(int step, Funnel funnel) {
        return by(reached.get(step), funnel);
    }

    private FunnelContribution by(VisitorHit proof, Funnel funnel) {
        VisitorSession session = proof.session();
        List<Long> ms = reached.stream().map(hit -> ms(Duration.between(reached.get(0).at(), hit.at()))).toList();
        return new FunnelContribution(
                funnel.site(), session.id(), funnel.id(), session.startedAt(), session.endedAt(), session.reason(), new Reach(ms, proof.at()));
    }

    /** In any order a step may be done before the first. */
    private static long ms(Duration time) {
        return time.isNegative() ? 0 : time.plusNanos(500_000).toMillis();
    }
}
