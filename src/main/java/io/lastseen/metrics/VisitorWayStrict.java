package io.lastseen.metrics;

import io.lastseen.metrics.VisitorDeeds.Deed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Each step on the page of the one before or on the next one the visitor was shown, be that the first of their next session; all of them
 * within the days from the first.
 */
final class VisitorWayStrict implements VisitorWay {
    private final VisitorDeeds deeds;

    VisitorWayStrict(VisitorDeeds deeds) {
        this.deeds = deeds;
    }

    @Override
    public int furthest(Deed first) {
        return from(first).size() - 1;
    }

    @Override
    public VisitorAttempt attempt(Deed first) {
        List<Deed> way = from(first);
        return new VisitorAttempt(way.stream().map(Deed::hit).toList(), last(first, way.size() - 1).hit());
    }

    private List<Deed> from(Deed first) {
        List<Deed> way = new ArrayList<>();
        NavigableMap<Integer, Deed> stands = new TreeMap<>();
        add(stands, first);
        for (int step = 1; !stands.isEmpty(); step++) {
            way.add(stands.firstEntry().getValue());
            stands = onwards(stands, step, first.at().plus(deeds.window()));
        }
        return way;
    }

    /** When it was last done so, from whichever first step since: who tries again gives up later. */
    private Deed last(Deed first, int furthest) {
        Instant until = first.at().plus(deeds.window());
        NavigableMap<Integer, Deed> stands = new TreeMap<>();
        deeds.of(0).stream().filter(deed -> deed.pos() >= first.pos() && !deed.at().isAfter(until)).forEach(deed -> add(stands, deed));
        NavigableMap<Integer, Deed> all = stands;
        for (int step = 1; step <= furthest; step++) {
            all = onwards(all, step, until);
        }
        int page = all.lastKey();
        return deeds.of(furthest).stream()
                .filter(deed -> deed.page() == page && !deed.at().isAfter(until))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    /** By page the first deed of this step that a way leads to: whatever follows it on that page can be reached from it. */
    private NavigableMap<Integer, Deed> onwards(NavigableMap<Integer, Deed> stands, int step, Instant until) {
        NavigableMap<Integer, Deed> next = new TreeMap<>();
        if (step < deeds.steps()) {
            stands.values().forEach(stand -> deeds.behind(step, stand.pos())
                    .filter(deed -> !deed.at().isAfter(until))
                    .filter(deed -> deed.page() == stand.page() + (deed.hit().view() ? 1 : 0))
                    .ifPresent(deed -> add(next, deed)));
        }
        return next;
    }

    private static void add(NavigableMap<Integer, Deed> stands, Deed deed) {
        stands.merge(deed.page(), deed, (one, other) -> one.pos() <= other.pos() ? one : other);
    }
}
