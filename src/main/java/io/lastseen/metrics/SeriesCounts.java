package io.lastseen.metrics;

import io.lastseen.metrics.Series.Point;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a period and of each of its points. */
final class SeriesCounts {
    private final Figures totals;
    private final Map<Instant, Figures> figures = new HashMap<>();
    private final Map<Instant, Map<String, Long>> reasons = new HashMap<>();

    SeriesCounts(Figures totals) {
        this.totals = totals;
    }

    void at(Instant point, Figures counted, Map<String, Long> byReason) {
        figures.put(point, counted);
        reasons.put(point, byReason);
    }

    Figures totals() {
        return totals;
    }

    List<Point> at(List<Instant> points) {
        return points.stream()
                .map(at -> new Point(
                        at, figures.getOrDefault(at, Counts.NONE.figures()), reasons.getOrDefault(at, Map.of())))
                .toList();
    }
}
