package io.lastseen.simulation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PostgreSQL's own tables, empty, in a schema beside the product's, whose clock is the simulation's: {@code now()} is found there
 * before PostgreSQL's is.
 */
final class RealTables implements AutoCloseable {
    private static final String SCHEMA = "lockstep";
    private static final List<String> PARTITIONED = List.of("chunk", "evidence");
    /** What the statements touch beside what is compared. */
    private static final List<String> OTHERS = List.of("view", "mark", "asset", "asset_reference", "presence_channel", "replica", "outbox", "event");
    /** What a session's row needs besides what the simulation has of it. */
    private static final JsonObject SESSION = new JsonObject().put("closes_at", "2026-01-01T00:00:00Z").put("engaged_ms", 0).put("views", 0).put("entry_path", "")
        .put("entry_title", "").put("exit_path", "").put("exit_title", "").put("source", "").put("channel", "").put("device", "").put("browser", "")
        .put("os", "").put("returning_visitor", false).put("reason", "left").put("decided_at", "2026-01-01T00:00:00Z").put("evidence", new JsonArray())
        .put("lanes", new JsonArray());
    private final Pool pool;
    private final Clock clock;

    RealTables(Vertx vertx, String reactiveUrl, String user, String password, Clock clock) {
        PgConnectOptions options = PgConnectOptions.fromUri(reactiveUrl.replace("vertx-reactive:", "")).setUser(user).setPassword(password)
            .addProperty("search_path", SCHEMA + ",public,pg_catalog");
        this.pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(3));
        this.clock = clock;
        List<String> making = new ArrayList<>(List.of("drop schema if exists " + SCHEMA + " cascade", "create schema " + SCHEMA,
            "create table " + SCHEMA + ".clock (at timestamptz not null)", "insert into " + SCHEMA + ".clock values ('epoch')",
            "create function " + SCHEMA + ".now() returns timestamptz language sql stable as 'select at from " + SCHEMA + ".clock'",
            "create function " + SCHEMA + ".clock_timestamp() returns timestamptz language sql volatile as 'select at from " + SCHEMA + ".clock'"));
        tables().forEach(table -> making.add("create table " + SCHEMA + "." + table + " (like public." + table + " including all)"
            + (PARTITIONED.contains(table) ? " partition by range (day)" : "")));
        making.forEach(this::execute);
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>(OTHERS);
        Tables.KEYS.keySet().stream().filter(table -> !table.equals("partition")).forEach(tables::add);
        return tables;
    }

    Pool pool() {
        return pool;
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    /** PostgreSQL's clock stands where the simulation's does. */
    void tellTime() {
        pool.preparedQuery("update clock set at = $1").execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC))).await().indefinitely();
    }

    void lose() {
        rows("partition").forEach(row -> PARTITIONED.forEach(table -> execute("drop table " + table + "_" + row.getString("day").replace("-", ""))));
        execute("truncate " + String.join(", ", tables()));
        execute("insert into turn values ('sweep', '-infinity')");
    }

    List<JsonObject> rows(String table) {
        String sql = table.equals("partition")
            ? "select jsonb_build_object('day', to_date(right(c.relname, 8), 'YYYYMMDD')) as row from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = 'chunk'::regclass"
            : "select to_jsonb(t) as row from " + table + " t";
        return pool.query(sql).execute().await().indefinitely().stream().map(row -> row.getJsonObject("row")).collect(Collectors.toList());
    }

    /** What the decisions' stand-in wrote. */
    void write(String table, List<Fields> gone, List<Fields> rows) {
        String[] key = Tables.KEYS.get(table);
        String same = List.of(key).stream().map(column -> "t." + column + " = r." + column).collect(Collectors.joining(" and "));
        JsonArray old = new JsonArray();
        gone.forEach(row -> old.add(told(Sql.json(row))));
        JsonArray written = new JsonArray();
        rows.forEach(row -> written.add(switch (table) {
            case "session" -> SESSION.copy().mergeIn(Sql.json(row));
            case "verdict" -> Sql.json(row).put("decided_at", "2026-01-01T00:00:00Z").put("provisional", false);
            default -> told(Sql.json(row));
        }));
        String read = "jsonb_populate_recordset(null::" + table + ", $1::jsonb)";
        pool.preparedQuery("delete from " + table + " t using " + read + " r where " + same).execute(Tuple.of(old)).await().indefinitely();
        pool.preparedQuery("delete from " + table + " t using " + read + " r where " + same).execute(Tuple.of(written)).await().indefinitely();
        if (!written.isEmpty()) {
            String columns = String.join(", ", written.getJsonObject(0).fieldNames());
            pool.preparedQuery("insert into " + table + " (" + columns + ") select " + columns + " from " + read).execute(Tuple.of(written)).await().indefinitely();
        }
    }

    private static JsonObject told(JsonObject row) {
        return Sql.ALWAYS.toString().equals(row.getString("not_before")) ? row.put("not_before", "-infinity") : row;
    }

    @Override
    public void close() {
        execute("drop schema " + SCHEMA + " cascade");
        pool.close().await().indefinitely();
    }
}
