package io.lastseen.metrics;

import io.lastseen.CsvTable;
import io.lastseen.metrics.Breakdown.Group;

/** A breakdown as a table. */
final class BreakdownCsv {
    private BreakdownCsv() {}

    static CsvTable table(Breakdown breakdown) {
        CsvTable table = new CsvTable(
                breakdown.by(), "sessions", "visitors", "views", "pagesPerSession", "engagedMedianMs", "timeMedianMs", "bounce",
                "bounceSingleView", "bounceNotEngaged", "dropOff", "conversionRate", "previousSessions", "previousBounce",
                "previousConversionRate", "reasons");
        for (Group group : breakdown.items()) {
            Figures now = group.figures();
            table.row(
                    group.key(), now.sessions(), now.visitors(), now.views(), now.pagesPerSession(), now.engagedMedianMs(),
                    group.timeMedianMs(), now.bounce(), now.bounceSingleView(), now.bounceNotEngaged(), now.dropOff(),
                    now.conversionRate(), group.previous().sessions(), group.previous().bounce(),
                    group.previous().conversionRate(), NumbersCsv.reasons(group.reasons()));
        }
        return table;
    }
}
