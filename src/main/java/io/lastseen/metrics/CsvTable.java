package io.lastseen.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jboss.resteasy.reactive.RestResponse;

/** A table for spreadsheets (RFC 4180). Empty: a rate of nothing. */
final class CsvTable {
    private static final String FORMULA = "=+-@\t\r";

    private final List<List<Object>> rows = new ArrayList<>();

    CsvTable(String... columns) {
        rows.add(List.of((Object[]) columns));
    }

    CsvTable row(Object... values) {
        rows.add(Arrays.stream(values).map(CsvTable::harmless).toList());
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter table = CSVFormat.RFC4180.print(text)) {
            for (List<Object> row : rows) {
                table.printRecord(row);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of the file, without its ending */
    RestResponse<String> answer(String name) {
        return RestResponse.ResponseBuilder.ok(text(), "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }

    /** Texts come from visitors' addresses; a spreadsheet would run one that looks like a formula. */
    private static Object harmless(Object value) {
        return value instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : value;
    }
}
