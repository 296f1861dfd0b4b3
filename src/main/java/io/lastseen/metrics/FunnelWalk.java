package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Follows one session through a funnel, by the definitions of {@link FunnelMode}; the same as {@link FunnelSql} does for many. */
final class FunnelWalk {
    private FunnelWalk() {}

    /**
     * Something that is a step of the funnel.
     *
     * @param pos its place among the session's hits; of one view or mark that is two steps, the same
     * @param page how many pages the session had shown by then, its own included; only told for strict funnels
     */
    record Hit(int step, Instant at, long pos, boolean view, long page) {}

    /**
     * @param ms from the first step to each that was reached, rounded to milliseconds
     * @param at when the furthest was reached
     */
    record Reach(List<Long> ms, Instant at) {
        Reach {
            ms = List.copyOf(ms);
        }

        int furthest() {
            return ms.size() - 1;
        }
    }

    /** Where a walk stands after a step. @param first when it began */
    private record Stand(Hit hit, Instant first) {}

    /**
     * Empty where it did not do the first step.
     *
     * @param hits by {@code pos}
     */
    static Optional<Reach> walk(FunnelMode mode, List<Hit> hits) {
        Map<Integer, List<Hit>> bySteps = new HashMap<>();
        hits.forEach(hit -> bySteps.computeIfAbsent(hit.step(), none -> new ArrayList<>()).add(hit));
        return switch (mode) {
            case SEQUENTIAL -> sequential(bySteps);
            case STRICT -> strict(bySteps);
            case ANY -> any(bySteps);
        };
    }

    private static Optional<Reach> sequential(Map<Integer, List<Hit>> hits) {
        List<Stand> stands = new ArrayList<>();
        for (int step = 0; hits.containsKey(step); step++) {
            long after = step == 0 ? -1 : stands.get(step - 1).hit().pos();
            Optional<Hit> next = hits.get(step).stream().filter(hit -> hit.pos() > after).findFirst();
            if (next.isEmpty()) {
                break;
            }
            stands.add(new Stand(next.get(), step == 0 ? next.get().at() : stands.get(0).first()));
        }
        return reach(stands);
    }

    private static Optional<Reach> any(Map<Integer, List<Hit>> hits) {
        List<Stand> stands = new ArrayList<>();
        for (int step = 0; hits.containsKey(step); step++) {
            Hit done = hits.get(step).get(0);
            Hit before = step == 0 ? done : stands.get(step - 1).hit();
            stands.add(new Stand(done.at().isAfter(before.at()) ? done : before, step == 0 ? done.at() : stands.get(0).first()));
        }
        return reach(stands);
    }

    /** Of all ways to a step the one that got there first counts, and of those the one that began last. */
    private static Optional<Reach> strict(Map<Integer, List<Hit>> hits) {
        List<Stand> earliest = new ArrayList<>();
        List<Stand> ways = hits.getOrDefault(0, List.of()).stream().map(hit -> new Stand(hit, hit.at())).toList();
        for (int step = 1; !ways.isEmpty(); step++) {
            earliest.add(ways.get(0));
            ways = onwards(ways, hits.getOrDefault(step, List.of()));
        }
        return reach(earliest);
    }

    private static List<Stand> onwards(List<Stand> ways, List<Hit> next) {
        TreeMap<Long, Stand> latest = new TreeMap<>();
        for (Hit hit : next) {
            ways.stream()
                    .filter(way -> hit.pos() > way.hit().pos() && hit.page() == way.hit().page() + (hit.view() ? 1 : 0))
                    .forEach(way -> latest.merge(hit.pos(), new Stand(hit, way.first()),
                            (one, other) -> other.first().isAfter(one.first()) ? other : one));
        }
        return List.copyOf(latest.values());
    }

    private static Optional<Reach> reach(List<Stand> stands) {
        if (stands.isEmpty()) {
            return Optional.empty();
        }
        List<Long> ms = stands.stream().map(stand -> ms(Duration.between(stand.first(), stand.hit().at()))).toList();
        return Optional.of(new Reach(ms, stands.get(stands.size() - 1).hit().at()));
    }

    private static long ms(Duration time) {
        return time.plusNanos(500_000).toMillis();
    }
}
