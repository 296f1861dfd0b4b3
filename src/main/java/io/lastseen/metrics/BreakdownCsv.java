package io.lastseen.metrics;

import io.lastseen.metrics.Breakdown.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A breakdown as a table for spreadsheets (RFC 4180). */
final class BreakdownCsv {
    private static final String FORMULA = "=+-@\t\r";

    private BreakdownCsv() {}

    static String write(Breakdown breakdown) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter table = CSVFormat.RFC4180.print(text)) {
            table.printRecord(
                    breakdown.by(), "sessions", "visitors", "views", "pagesPerSession", "engagedMedianMs", "timeMedianMs",
                    "bounce", "bounceSingleView", "bounceNotEngaged", "dropOff", "conversionRate", "previousSessions",
                    "previousBounce", "previousConversionRate");
            for (Group group : breakdown.items()) {
                table.printRecord(row(group));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> row(Group group) {
        Figures now = group.figures();
        return Arrays.asList(
                harmless(group.key()), now.sessions(), now.visitors(), now.views(), now.pagesPerSession(),
                now.engagedMedianMs(), group.timeMedianMs(), now.bounce(), now.bounceSingleView(), now.bounceNotEngaged(),
                now.dropOff(), now.conversionRate(), group.previous().sessions(), group.previous().bounce(),
                group.previous().conversionRate());
    }

    /** A key comes from visitors' addresses; a spreadsheet would run one that looks like a formula. */
    private static String harmless(String key) {
        return !key.isEmpty() && FORMULA.indexOf(key.charAt(0)) >= 0 ? "'" + key : key;
    }
}
