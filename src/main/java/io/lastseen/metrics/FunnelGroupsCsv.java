package io.lastseen.metrics;

import io.lastseen.CsvTable;
import io.lastseen.problem.IsoInstants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A funnel over time, and told apart, as tables: beside what all have, a column for each step. */
final class FunnelGroupsCsv {
    private FunnelGroupsCsv() {}

    static CsvTable series(FunnelSeries series) {
        CsvTable table = table(series.funnel(), "period", "at", "entered", "completed", "conversion");
        points(table, "this", series.points());
        points(table, "previous", series.previous().points());
        return table;
    }

    private static void points(CsvTable table, String period, List<FunnelSeries.Point> points) {
        points.forEach(point -> {
            FunnelFigures now = point.figures();
            row(table, now, period, IsoInstants.text(point.at()), now.entered(), now.completed(), now.conversion());
        });
    }

    static CsvTable breakdown(FunnelBreakdown breakdown) {
        CsvTable table = table(
                breakdown.funnel(), breakdown.by(), "entered", "completed", "conversion", "previousEntered", "previousCompleted",
                "previousConversion");
        breakdown.items().forEach(group -> {
            FunnelFigures now = group.figures();
            FunnelFigures then = group.previous();
            row(
                    table, now, group.key(), now.entered(), now.completed(), now.conversion(), then.entered(), then.completed(),
                    then.conversion());
        });
        return table;
    }

    private static CsvTable table(Funnel funnel, String... columns) {
        List<String> all = new ArrayList<>(List.of(columns));
        for (int step = 0; step < funnel.steps().size(); step++) {
            all.add("reached " + (step + 1) + " " + funnel.steps().get(step).name());
        }
        return new CsvTable(all.toArray(String[]::new));
    }

    /** Values may be null: a rate of nothing. */
    private static void row(CsvTable table, FunnelFigures figures, Object... values) {
        List<Object> all = new ArrayList<>(Arrays.asList(values));
        all.addAll(figures.reached());
        table.row(all.toArray());
    }
}
