package io.lastseen.metrics;

import io.lastseen.CsvTable;
import io.lastseen.problem.IsoInstants;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Funnels, their reports and who dropped off, and goals, as tables. */
final class FunnelCsv {
    private FunnelCsv() {}

    static CsvTable report(FunnelReport report) {
        CsvTable table = new CsvTable(
                "step", "name", "reached", "fromPrevious", "fromFirst", "medianMs", "dropOffs", "dropOffsByReason");
        for (FunnelReport.Step step : report.steps()) {
            table.row(
                    step.index(), step.name(), step.reached(), step.fromPrevious(), step.fromFirst(), step.medianMs(),
                    step.dropOffs(), NumbersCsv.reasons(step.dropOffsByReason()));
        }
        return table;
    }

    static CsvTable dropOffs(List<DropOffSession> sessions) {
        CsvTable table = new CsvTable("session", "startedAt", "reachedAt", "endedAt", "reason", "replay");
        sessions.forEach(one -> table.row(
                one.id(), text(one.startedAt()), text(one.reachedAt()), text(one.endedAt()), one.reason(), one.links().replay()));
        return table;
    }

    /** Steps as {@code path /cart, click #buy}. */
    static CsvTable funnels(List<Funnel> funnels) {
        CsvTable table = new CsvTable("id", "site", "name", "mode", "goal", "steps", "createdAt", "withinDays");
        for (Funnel funnel : funnels) {
            String steps = funnel.steps().stream().map(step -> step.kind().text() + " " + step.match()).collect(Collectors.joining(", "));
            table.row(
                    funnel.id(), funnel.site(), funnel.name(), funnel.mode().text(), funnel.goal(), steps, text(funnel.createdAt()),
                    funnel.withinDays());
        }
        return table;
    }

    static CsvTable goals(GoalReport report) {
        CsvTable table = new CsvTable("id", "site", "name", "kind", "match", "sessions", "of", "rate");
        for (GoalReport.Done done : report.items()) {
            Goal goal = done.goal();
            table.row(goal.id(), goal.site(), goal.name(), goal.kind().text(), goal.match(), done.sessions(), done.of(), done.rate());
        }
        return table;
    }

    private static String text(Instant instant) {
        return instant == null ? null : IsoInstants.text(instant);
    }
}
