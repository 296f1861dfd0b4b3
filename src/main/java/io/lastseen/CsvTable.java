package io.lastseen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jboss.resteasy.reactive.RestResponse;

/** A table for spreadsheets (RFC 4180). Empty: a rate of nothing. */
public final class CsvTable {
    public static final String TYPE = "text/csv; charset=UTF-8";
    private static final String FORMULA = "=+-@\t\r";

    private final List<List<Object>> rows = new ArrayList<>();

    /** @param columns none: rows that go on with another table */
    public CsvTable(String... columns) {
        if (columns.length > 0) {
            rows.add(List.of((Object[]) columns));
        }
    }

    public CsvTable row(Object... values) {
        rows.add(Arrays.stream(values).map(CsvTable::harmless).toList());
        return this;
    }

    public String text() {
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
    public RestResponse<String> answer(String name) {
        return RestResponse.ResponseBuilder.ok(text(), TYPE)
                .header("Content-Disposition", disposition(name))
                .build();
    }

    /** @param name of the file, without its ending */
    public static String disposition(String name) {
        return "attachment; filename=\"" + name + ".csv\"";
    }

    /** Texts come from visitors' addresses; a spreadsheet would run one that looks like a formula. */
    private static Object harmless(Object value) {
        return value instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : value;
    }
}
