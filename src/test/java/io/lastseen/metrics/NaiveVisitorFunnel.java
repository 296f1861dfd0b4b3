package io.lastseen.metrics;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The second implementation of funnels that count visitors: one visitor after the other, in memory, by trying every first step with every way
 * on from it. Slow, and written from the definitions rather than from the code it checks.
 */
final class NaiveVisitorFunnel {
    private final Funnel funnel;
    private final NaiveFunnel steps;
    private final Duration window;

    NaiveVisitorFunnel(Funnel funnel) {
        this.funnel = funnel;
        this.steps = new NaiveFunnel(funnel);
        this.window = Duration.ofDays(funnel.withinDays());
    }

    /** Something done, in one of the visitor's visits. */
    private record Deed(Happening what, Visit in) {
        Instant at() {
            return what.at();
        }
    }

    /**
     * How far somebody got.
     *
     * @param reached by what each step was reached
     * @param last the last time the furthest step was done
     */
    private record Way(List<Deed> reached, Deed last) {
        int furthest() {
            return reached.size() - 1;
        }
    }

    /** @param narrowed which visits count for who enters */
    FunnelCounts count(List<Visit> visits, Period period, Predicate<Visit> narrowed) {
        List<Way> ways = ways(visits, period, narrowed);
        List<Visit> all = counted(visits).stream()
                .filter(visit -> within(period, visit.startedAt()))
                .filter(narrowed)
                .toList();
        List<FunnelCounts.Step> counts = new ArrayList<>();
        for (int step = 0; step < funnel.steps().size(); step++) {
            int here = step;
            List<Way> got = ways.stream().filter(way -> way.furthest() >= here).toList();
            List<Way> stopped = got.stream().filter(way -> way.furthest() == here).toList();
            Map<String, Long> reasons = new TreeMap<>();
            stopped.forEach(way -> reasons.merge(reason(way.last().in()), 1L, Long::sum));
            List<Duration> times = got.stream().map(way -> time(way, here)).toList();
            counts.add(new FunnelCounts.Step(got.size(), NaiveFunnel.median(times), reasons, newest(stopped.stream().map(Way::last).toList(), 20)));
        }
        return new FunnelCounts(all.size(), all.stream().map(Visit::visitor).distinct().count(), counts);
    }

    FunnelFigures figures(List<Visit> visits, Period period, Predicate<Visit> narrowed) {
        return FunnelFigures.of(
                count(visits, period, narrowed).steps().stream().mapToLong(FunnelCounts.Step::reached).toArray());
    }

    /** The visits in which they stopped at a step, for whatever reason. */
    List<String> stopped(List<Visit> visits, Period period, Predicate<Visit> narrowed, int step, int most) {
        return newest(
                ways(visits, period, narrowed).stream().filter(way -> way.furthest() == step).map(Way::last).toList(), most);
    }

    /** The visits in which they reached a step and that ended so. */
    List<String> reached(List<Visit> visits, Period period, Predicate<Visit> narrowed, int step, String reason, int most) {
        return newest(
                ways(visits, period, narrowed).stream()
                        .filter(way -> way.furthest() >= step)
                        .map(way -> way.reached().get(step))
                        .filter(deed -> reason(deed.in()).equals(reason))
                        .toList(),
                most);
    }

    /** How many took more than one visit. */
    long across(List<Visit> visits, Period period) {
        return ways(visits, period, visit -> true).stream()
                .filter(way -> way.reached().stream().map(Deed::in).distinct().count() > 1)
                .count();
    }

    private List<Way> ways(List<Visit> visits, Period period, Predicate<Visit> narrowed) {
        return counted(visits).stream().collect(groupingBy(Visit::visitor)).values().stream()
                .map(own -> best(own, period, narrowed))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Way> best(List<Visit> visits, Period period, Predicate<Visit> narrowed) {
        List<Deed> all = new ArrayList<>();
        visits.stream().sorted(Comparator.comparing(Visit::id)).forEach(visit -> visit.happenings().forEach(what -> all.add(new Deed(what, visit))));
        all.sort(Comparator.comparing(Deed::at).thenComparing(deed -> deed.what().path() == null));
        Way best = null;
        for (int first = 0; first < all.size(); first++) {
            if (does(all, first, 0) && within(period, all.get(first).at()) && narrowed.test(all.get(first).in())) {
                Way way = funnel.mode() == FunnelMode.ANY ? inAnyOrder(all, first) : inOrder(all, first);
                best = best == null || way.furthest() > best.furthest() ? way : best;
            }
        }
        return Optional.ofNullable(best);
    }

    private Way inOrder(List<Deed> all, int first) {
        Instant end = all.get(first).at().plus(window);
        List<TreeSet<Integer>> ends = ends(all, first, end);
        List<Deed> reached = ends.stream().map(TreeSet::first).map(all::get).toList();
        int furthest = reached.size() - 1;
        int last = ends.get(furthest).last();
        for (int again = first; again < all.size(); again++) {
            if (does(all, again, 0) && !all.get(again).at().isAfter(end)) {
                List<TreeSet<Integer>> since = ends(all, again, end);
                last = since.size() > furthest ? Math.max(last, since.get(furthest).last()) : last;
            }
        }
        return new Way(reached, all.get(last));
    }

    /** With what each step may end that is reached from a first one. */
    private List<TreeSet<Integer>> ends(List<Deed> all, int first, Instant end) {
        BiPredicate<Integer, Integer> follows = funnel.mode() == FunnelMode.STRICT
                ? (before, after) -> before < after && all.subList(before + 1, after).stream().noneMatch(deed -> deed.what().path() != null)
                : (before, after) -> before < after;
        List<TreeSet<Integer>> ends = new ArrayList<>(List.of(new TreeSet<>(List.of(first))));
        for (int step = 1; step < funnel.steps().size(); step++) {
            TreeSet<Integer> next = new TreeSet<>();
            for (int before : ends.get(step - 1)) {
                for (int after = 0; after < all.size(); after++) {
                    if (follows.test(before, after) && does(all, after, step) && !all.get(after).at().isAfter(end)) {
                        next.add(after);
                    }
                }
            }
            if (next.isEmpty()) {
                break;
            }
            ends.add(next);
        }
        return ends;
    }

    private Way inAnyOrder(List<Deed> all, int first) {
        Instant at = all.get(first).at();
        for (int furthest = funnel.steps().size() - 1; furthest > 0; furthest--) {
            for (int begin = 0; begin < all.size(); begin++) {
                Instant from = all.get(begin).at();
                if (!from.isBefore(at.minus(window)) && !from.isAfter(at) && (begin == first || doesAny(all, begin, 1, furthest))
                        && IntStream.rangeClosed(1, furthest).allMatch(step -> !done(all, step, from).isEmpty())) {
                    return inAnyOrder(all, first, furthest, from);
                }
            }
        }
        return inAnyOrder(all, first, 0, at);
    }

    private Way inAnyOrder(List<Deed> all, int first, int furthest, Instant from) {
        List<Deed> reached = new ArrayList<>(List.of(all.get(first)));
        for (int step = 1; step <= furthest; step++) {
            Deed done = all.get(done(all, step, from).get(0));
            Deed before = reached.get(step - 1);
            reached.add(done.at().isAfter(before.at()) ? done : before);
        }
        int last = IntStream.rangeClosed(0, furthest).flatMap(step -> done(all, step, from).stream().mapToInt(i -> i)).max().orElseThrow();
        return new Way(reached, all.get(last));
    }

    /** When a step was done in the days from an instant on. */
    private List<Integer> done(List<Deed> all, int step, Instant from) {
        return IntStream.range(0, all.size())
                .filter(deed -> does(all, deed, step))
                .filter(deed -> !all.get(deed).at().isBefore(from) && !all.get(deed).at().isAfter(from.plus(window)))
                .boxed()
                .toList();
    }

    private boolean doesAny(List<Deed> all, int deed, int from, int to) {
        return IntStream.rangeClosed(from, to).anyMatch(step -> does(all, deed, step));
    }

    private boolean does(List<Deed> all, int deed, int step) {
        return steps.does(all.get(deed).what(), step);
    }

    private List<Visit> counted(List<Visit> visits) {
        return visits.stream().filter(visit -> visit.counted() && visit.supersededBy() == null).toList();
    }

    private static boolean within(Period period, Instant at) {
        return !at.isBefore(period.from()) && at.isBefore(period.to());
    }

    private static Duration time(Way way, int step) {
        return Duration.between(way.reached().get(0).at(), way.reached().get(step).at());
    }

    private static String reason(Visit visit) {
        return visit.reason() == null ? "open" : visit.reason();
    }

    private static List<String> newest(List<Deed> deeds, int most) {
        return deeds.stream()
                .map(Deed::in)
                .sorted(Comparator.comparing(Visit::startedAt).thenComparing(Visit::id).reversed())
                .limit(most)
                .map(Visit::id)
                .toList();
    }
}
