package io.lastseen.metrics;

import io.lastseen.metrics.VisitorDeeds.Deed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each step some time after the one before, all of them within the days from the first. */
final class VisitorWayInOrder implements VisitorWay {
    private final VisitorDeeds deeds;

    VisitorWayInOrder(VisitorDeeds deeds) {
        this.deeds = deeds;
    }

    @Override
    public int furthest(Deed first) {
        return from(first).size() - 1;
    }

    /** Whenever the furthest step was done again, it was done behind all before it. */
    @Override
    public VisitorAttempt attempt(Deed first) {
        List<Deed> way = from(first);
        Deed last = deeds.until(way.size() - 1, first.at().plus(deeds.window())).orElseThrow();
        return new VisitorAttempt(way.stream().map(Deed::hit).toList(), last.hit());
    }

    private List<Deed> from(Deed first) {
        Instant until = first.at().plus(deeds.window());
        List<Deed> way = new ArrayList<>(List.of(first));
        for (int step = 1; step < deeds.steps(); step++) {
            Optional<Deed> next = deeds.behind(step, way.get(step - 1).pos()).filter(deed -> !deed.at().isAfter(until));
            if (next.isEmpty()) {
                break;
            }
            way.add(next.get());
        }
        return way;
    }
}
