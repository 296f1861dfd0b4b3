package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What one visitor did of a funnel: of each step, in order. Found by halves, because some visitors do a thing thousands of times. */
final class VisitorDeeds {
    private final Duration window;
    private final List<List<Deed>> steps;

    private VisitorDeeds(Duration window, List<List<Deed>> steps) {
        this.window = window;
        this.steps = steps;
    }

    /**
     * A step done.
     *
     * @param pos its place among all the visitor did; of one view or mark that is two steps, the same
     * @param page how many pages the visitor had been shown by then, its own included, in whichever session
     */
    record Deed(VisitorHit hit, int pos, int page) {
        Instant at() {
            return hit.at();
        }
    }

    /** @param hits in whatever order; for a strict funnel with all pages shown */
    static VisitorDeeds of(Funnel funnel, List<VisitorHit> hits) {
        List<List<Deed>> steps = IntStream.range(0, funnel.steps().size())
                .<List<Deed>>mapToObj(step -> new ArrayList<>())
                .toList();
        List<VisitorHit> inOrder = new ArrayList<>(hits);
        inOrder.sort(VisitorHit.IN_ORDER);
        VisitorHit before = null;
        int pos = 0;
        int page = 0;
        for (VisitorHit hit : inOrder) {
            if (before == null || VisitorHit.IN_ORDER.compare(before, hit) != 0) {
                pos++;
                page += hit.view() ? 1 : 0;
            }
            if (hit.step() != VisitorHit.NO_STEP) {
                steps.get(hit.step()).add(new Deed(hit, pos, page));
            }
            before = hit;
        }
        return new VisitorDeeds(Duration.ofDays(funnel.withinDays()), steps);
    }

    int steps() {
        return steps.size();
    }

    List<Deed> of(int step) {
        return steps.get(step);
    }

    /** How long the days of the funnel are: a day is 24 hours, whatever clocks do. */
    Duration window() {
        return window;
    }

    /** The first of a step behind a place. */
    Optional<Deed> behind(int step, int pos) {
        return first(step, deed -> deed.pos() > pos);
    }

    /** The first of a step from an instant on. */
    Optional<Deed> from(int step, Instant at) {
        return first(step, deed -> !deed.at().isBefore(at));
    }

    /** The last of a step up to an instant, that included. */
    Optional<Deed> until(int step, Instant at) {
        int end = place(step, deed -> deed.at().isAfter(at));
        return end == 0 ? Optional.empty() : Optional.of(steps.get(step).get(end - 1));
    }

    private Optional<Deed> first(int step, Predicate<Deed> holds) {
        int place = place(step, holds);
        return place == steps.get(step).size() ? Optional.empty() : Optional.of(steps.get(step).get(place));
    }

    /** Of the first for which it holds, as it then does for all behind it. */
    private int place(int step, Predicate<Deed> holds) {
        List<Deed> all = steps.get(step);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(all.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
