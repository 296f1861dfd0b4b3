package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * What the sessions of a funnel are told apart by.
 *
 * @param expression writes it over a row {@code s} of session; what it needs is appended to the parameters
 * @param key reads it
 */
record FunnelSplit<K>(Function<Tuple, String> expression, Function<Row, K> key) {
    private static final String COLUMN = "told";

    /** By a trait that each session has once. */
    static FunnelSplit<String> by(BreakdownBy by) {
        return new FunnelSplit<>(parameters -> by.ofSession(), row -> row.getString(COLUMN));
    }

    /** By when they started: the place of the last of these beginnings, the first of which no session comes before. */
    static FunnelSplit<Integer> over(List<Instant> points) {
        OffsetDateTime[] beginnings =
                points.stream().map(point -> point.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return new FunnelSplit<>(
                parameters -> "width_bucket(s.started_at, $" + parameters.addArrayOfOffsetDateTime(beginnings).size()
                        + "::timestamptz[])",
                row -> row.getInteger(COLUMN) - 1);
    }

    /** As a column of a statement. */
    String column(Tuple parameters) {
        return expression.apply(parameters) + " as " + COLUMN;
    }

    K of(Row row) {
        return key.apply(row);
    }
}
