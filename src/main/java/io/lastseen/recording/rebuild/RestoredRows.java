package io.lastseen.recording.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes rows that {@code to_jsonb} made back into their table. Columns that a newer version added get their default, those
 * it no longer has are passed over.
 */
final class RestoredRows {
    static final String COLUMNS = """
        select column_name from information_schema.columns where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'""";

    private RestoredRows() {
    }

    /** @param conflict the end of the statement: what becomes of a row that is there already */
    static Uni<Void> write(SqlClient connection, String table, JsonArray rows, String conflict) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(COLUMNS).execute(Tuple.of(table)).flatMap(found -> {
            JsonObject first = rows.getJsonObject(0);
            List<String> columns = found.stream().map((Row row) -> row.getString("column_name")).filter(first::containsKey).toList();
            String list = columns.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
            return connection.preparedQuery("insert into " + table + " as old (" + list + ") select " + list
                + " from jsonb_populate_recordset(null::" + table + ", $1::jsonb) " + conflict.formatted(setAll(columns)))
                .execute(Tuple.of(rows)).replaceWithVoid();
        });
    }

    private static String setAll(List<String> columns) {
        return columns.stream().map(name -> '"' + name + "\" = excluded.\"" + name + '"').collect(Collectors.joining(", "));
    }
}
