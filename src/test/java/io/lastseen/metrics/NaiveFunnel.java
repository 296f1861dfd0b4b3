package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The funnel's second implementation: one session after the other, in memory, by trying. Slow, and written from the
 * definitions rather than from the statement it checks.
 */
final class NaiveFunnel {
    private final Funnel funnel;
    private final List<List<Duration>> times = new ArrayList<>();
    private final List<Map<String, Long>> furthest = new ArrayList<>();
    private final List<List<Visit>> droppedAt = new ArrayList<>();
    private long sessions;

    NaiveFunnel(Funnel funnel) {
        this.funnel = funnel;
        for (int i = 0; i < funnel.steps().size(); i++) {
            times.add(new ArrayList<>());
            furthest.add(new TreeMap<>());
            droppedAt.add(new ArrayList<>());
        }
    }

    FunnelCounts count(List<Visit> visits, Period period) {
        visits.stream()
                .filter(visit -> visit.site().equals(funnel.site()) && visit.counted() && visit.supersededBy() == null)
                .filter(visit -> !visit.startedAt().isBefore(period.from()) && visit.startedAt().isBefore(period.to()))
                .forEach(this::follow);
        List<FunnelCounts.Step> steps = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            steps.add(new FunnelCounts.Step(times.get(i).size(), median(times.get(i)), furthest.get(i), newest(i)));
        }
        return new FunnelCounts(sessions, steps);
    }

    /** -1 for none. */
    int furthest(Visit visit) {
        return reach(visit).size() - 1;
    }

    private void follow(Visit visit) {
        sessions++;
        List<Duration> reached = reach(visit);
        for (int i = 0; i < reached.size(); i++) {
            times.get(i).add(reached.get(i));
        }
        if (!reached.isEmpty()) {
            int last = reached.size() - 1;
            furthest.get(last).merge(visit.reason() == null ? "open" : visit.reason(), 1L, Long::sum);
            droppedAt.get(last).add(visit);
        }
    }

    /** For each step reached, the time from the first step to it. */
    private List<Duration> reach(Visit visit) {
        List<Happening> all = new ArrayList<>(visit.happenings());
        all.sort(Comparator.comparing(Happening::at).thenComparing(h -> h.path() == null));
        return switch (funnel.mode()) {
            case SEQUENTIAL -> sequential(all);
            case STRICT -> strict(all);
            case ANY -> any(all);
        };
    }

    private List<Duration> sequential(List<Happening> all) {
        List<Duration> reached = new ArrayList<>();
        Instant first = null;
        for (Happening happening : all) {
            if (reached.size() < funnel.steps().size() && does(happening, reached.size())) {
                first = first == null ? happening.at() : first;
                reached.add(Duration.between(first, happening.at()));
            }
        }
        return reached;
    }

    private List<Duration> any(List<Happening> all) {
        List<Duration> reached = new ArrayList<>();
        Instant latest = Instant.MIN;
        Instant first = null;
        for (int step = 0; step < funnel.steps().size(); step++) {
            int wanted = step;
            Instant at = all.stream().filter(h -> does(h, wanted)).map(Happening::at).findFirst().orElse(null);
            if (at == null) {
                break;
            }
            first = first == null ? at : first;
            latest = at.isAfter(latest) ? at : latest;
            reached.add(Duration.between(first, latest));
        }
        return reached;
    }

    private List<Duration> strict(List<Happening> all) {
        List<Duration> reached = new ArrayList<>();
        for (int steps = 1; steps <= funnel.steps().size(); steps++) {
            Duration time = null;
            for (int end = 0; end < all.size() && time == null; end++) {
                time = endingAt(all, end, steps - 1).isPresent()
                        ? Duration.between(
                                all.get(endingAt(all, end, steps - 1).getAsInt()).at(), all.get(end).at())
                        : null;
            }
            if (time == null) {
                break;
            }
            reached.add(time);
        }
        return reached;
    }

    /** Where the latest chain begins that does steps 0 to {@code step} and ends with {@code end}. */
    private OptionalInt endingAt(List<Happening> all, int end, int step) {
        if (!does(all.get(end), step)) {
            return OptionalInt.empty();
        }
        if (step == 0) {
            return OptionalInt.of(end);
        }
        OptionalInt latest = OptionalInt.empty();
        for (int before = 0; before < end; before++) {
            if (all.subList(before + 1, end).stream().noneMatch(h -> h.path() != null)) {
                OptionalInt start = endingAt(all, before, step - 1);
                latest = start.isPresent() ? start : latest;
            }
        }
        return latest;
    }

    /** Whether that is this step. */
    boolean does(Happening happening, int step) {
        FunnelStep wanted = funnel.steps().get(step);
        return switch (wanted.kind()) {
            case PATH -> happening.path() != null && pathMatches(wanted.match(), happening.path());
            case EVENT -> wanted.match().equals(happening.event());
            case CLICK -> happening.element() != null
                    && happening.element().contains("\"id\":\"" + wanted.match().substring(1) + "\"");
        };
    }

    /** Segment by segment; {@code *} is a whole segment, or at the end the rest. */
    private static boolean pathMatches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String head = pattern.substring(0, pattern.length() - 1);
            return path.length() > head.length() && path.startsWith(head);
        }
        String[] wanted = pattern.split("/", -1);
        String[] segments = path.split("/", -1);
        if (wanted.length != segments.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(segments[i]) && !(wanted[i].equals("*") && !segments[i].isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** In milliseconds, to three digits; null where there are none. */
    static Long median(List<Duration> times) {
        if (times.isEmpty()) {
            return null;
        }
        List<Long> sorted = times.stream().map(time -> threeDigits(time.toMillis())).sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : Math.round((sorted.get(half - 1) + sorted.get(half)) / 2.0);
    }

    private static long threeDigits(long ms) {
        long step = 1;
        while (ms >= 1_000 * step && step < 1_000_000) {
            step *= 10;
        }
        return (ms + step / 2) / step * step;
    }

    private List<String> newest(int step) {
        return droppedAt.get(step).stream()
                .sorted(Comparator.comparing(Visit::startedAt).thenComparing(Visit::id).reversed())
                .limit(20)
                .map(Visit::id)
                .toList();
    }
}
