package io.lastseen.metrics;

import io.lastseen.CsvTable;
import io.lastseen.metrics.Losses.Loss;
import io.lastseen.metrics.Overview.DropOffReason;
import io.lastseen.metrics.Overview.EndReason;
import io.lastseen.metrics.Series.Point;
import io.lastseen.problem.IsoInstants;
import java.util.List;
import java.util.Map;

/** Overviews, series, paths and losses as tables. */
final class NumbersCsv {
    private NumbersCsv() {}

    /** A row for each number, with its unit and what it means. */
    static CsvTable overview(Overview of) {
        CsvTable table = new CsvTable("number", "of", "value", "unit", "definition");
        number(table, Definition.SESSIONS, "", of.sessions());
        number(table, Definition.OPEN, "", of.open());
        number(table, Definition.VISITORS, "", of.visitors());
        number(table, Definition.VIEWS, "", of.views());
        number(table, Definition.PAGES_PER_SESSION, "", of.pagesPerSession());
        number(table, Definition.BOUNCE, "", of.bounce().rate());
        number(table, Definition.SINGLE_VIEW, "", of.bounce().singleView().rate());
        number(table, Definition.NOT_ENGAGED, "", of.bounce().notEngaged().rate());
        number(table, Definition.ENGAGED, "", of.engagedMedianMs());
        if (of.dropOff() != null) {
            number(table, Definition.DROP_OFF, "", of.dropOff().rate());
            number(table, Definition.CONVERSION, "", of.dropOff().purchases());
            for (DropOffReason reason : of.dropOff().byReason()) {
                number(table, Definition.DROP_OFF_REASON, reason.reason(), reason.rate());
            }
        }
        for (EndReason reason : of.endReasons()) {
            number(table, Definition.END_REASONS, reason.reason(), reason.sessions());
            number(table, Definition.PROVISIONAL, reason.reason(), reason.provisional());
            number(table, Definition.TIME_TO_KNOW, reason.reason() + " p50", reason.timeToKnowMs().p50());
            number(table, Definition.TIME_TO_KNOW, reason.reason() + " p95", reason.timeToKnowMs().p95());
        }
        number(table, Definition.REOPENED, "", of.reopened());
        return table;
    }

    private static void number(CsvTable table, Definition what, String of, Object value) {
        table.row(what.number(), of, value, what.unit(), what.text());
    }

    static CsvTable flow(Flow flow) {
        CsvTable table = new CsvTable("step", "from", "to", "ended", "sessions", "sample");
        flow.moves().forEach(move -> table.row(
                move.step(),
                named(move.from()),
                move.ended() == null ? named(move.to()) : "",
                move.ended() == null ? "" : move.ended(),
                move.sessions(),
                flow.sample()));
        return table;
    }

    private static String named(String path) {
        return path == null ? "(other pages)" : path;
    }

    static CsvTable series(Series series) {
        CsvTable table = new CsvTable(
                "period", "at", "sessions", "visitors", "views", "pagesPerSession", "engagedMedianMs", "bounce", "bounceSingleView",
                "bounceNotEngaged", "dropOff", "conversionRate", "reasons");
        points(table, "this", series.points());
        points(table, "previous", series.previous().points());
        return table;
    }

    private static void points(CsvTable table, String period, List<Point> points) {
        for (Point point : points) {
            Figures now = point.figures();
            table.row(
                    period, IsoInstants.text(point.at()), now.sessions(), now.visitors(), now.views(), now.pagesPerSession(),
                    now.engagedMedianMs(), now.bounce(), now.bounceSingleView(), now.bounceNotEngaged(), now.dropOff(),
                    now.conversionRate(), reasons(point.reasons()));
        }
    }

    static CsvTable losses(Losses losses) {
        CsvTable table = new CsvTable(
                "entry", "source", "step", "last", "orLater", "reason", "sessions", "of", "rate", "previousRate", "lost");
        for (Loss loss : losses.items()) {
            table.row(
                    loss.entry(), loss.source(), loss.step(), loss.last(), loss.orLater(), loss.reason(), loss.sessions(), loss.of(), loss.rate(),
                    loss.previousRate(), loss.lost());
        }
        return table;
    }

    /** As {@code closed 12, left 3}. */
    static String reasons(Map<String, Long> reasons) {
        return String.join(", ", reasons.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
    }
}
