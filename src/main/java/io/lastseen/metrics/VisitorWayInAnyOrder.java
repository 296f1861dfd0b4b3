package io.lastseen.metrics;

import io.lastseen.metrics.VisitorDeeds.Deed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All steps up to one within one stretch of the funnel's days, which the first step lies in and any of them may begin. */
final class VisitorWayInAnyOrder implements VisitorWay {
    private final VisitorDeeds deeds;

    /** By the place of each first step. */
    private final Map<Integer, Integer> furthest = new HashMap<>();

    VisitorWayInAnyOrder(VisitorDeeds deeds) {
        this.deeds = deeds;
        List<Deed> all = later(deeds.steps() - 1);
        int next = 0;
        ArrayDeque<Stretch> best = new ArrayDeque<>();
        for (Deed first : deeds.of(0)) {
            for (; next < all.size() && !all.get(next).at().isAfter(first.at()); next++) {
                Stretch stretch = stretch(all.get(next).at());
                while (!best.isEmpty() && best.peekLast().furthest() <= stretch.furthest()) {
                    best.removeLast();
                }
                best.addLast(stretch);
            }
            while (!best.isEmpty() && best.peekFirst().begin().isBefore(first.at().minus(deeds.window()))) {
                best.removeFirst();
            }
            int own = stretch(first.at()).furthest();
            furthest.put(first.pos(), best.isEmpty() ? own : Math.max(own, best.peekFirst().furthest()));
        }
    }

    /** @param furthest of the steps behind the first that all are in it, without a gap; 0 for none */
    private record Stretch(Instant begin, int furthest) {}

    @Override
    public int furthest(Deed first) {
        return furthest.get(first.pos());
    }

    @Override
    public VisitorAttempt attempt(Deed first) {
        int far = furthest(first);
        Instant begin = begin(first, far);
        List<Deed> reached = new ArrayList<>(List.of(first));
        for (int step = 1; step <= far; step++) {
            Deed before = reached.get(step - 1);
            Deed done = deeds.from(step, begin).orElseThrow();
            reached.add(done.at().isAfter(before.at()) ? done : before);
        }
        Deed last = IntStream.rangeClosed(0, far)
                .mapToObj(step -> deeds.until(step, begin.plus(deeds.window())).orElseThrow())
                .max(Comparator.comparing(Deed::pos))
                .orElseThrow();
        return new VisitorAttempt(reached.stream().map(Deed::hit).toList(), last.hit());
    }

    /** Of all stretches in which they got as far, the earliest that begins with one of those steps. */
    private Instant begin(Deed first, int far) {
        Instant earliest = first.at().minus(deeds.window());
        return later(far).stream()
                .map(Deed::at)
                .dropWhile(at -> at.isBefore(earliest))
                .takeWhile(at -> !at.isAfter(first.at()))
                .filter(at -> stretch(at).furthest() >= far)
                .findFirst()
                .orElse(first.at());
    }

    private Stretch stretch(Instant begin) {
        Instant end = begin.plus(deeds.window());
        int far = 0;
        while (far + 1 < deeds.steps() && deeds.from(far + 1, begin).filter(deed -> !deed.at().isAfter(end)).isPresent()) {
            far++;
        }
        return new Stretch(begin, far);
    }

    /** What was done of the steps behind the first, up to one of them; in order. */
    private List<Deed> later(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(deeds::of)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Deed::pos))
                .toList();
    }
}
