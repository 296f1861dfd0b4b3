package io.lastseen.metrics;

import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site's files, read as docs/lake.md says, by nothing but DuckDB. */
final class Lake implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Connection duck;

    private Lake(Connection duck) {
        this.duck = duck;
    }

    static Lake read(ObjectStore objects, String site, Path folder) throws IOException, SQLException {
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        for (String table : List.of("sessions", "views")) {
            Path files = Files.createDirectories(folder.resolve(table));
            String prefix = "lake/v1/" + table + "/" + site + "/";
            for (StoredObject object : objects.list(prefix, Optional.empty(), MOST).await().atMost(PATIENCE)) {
                byte[] content = objects.get(object.name(), 0, (int) object.length()).await().atMost(PATIENCE).getBytes();
                Files.write(files.resolve(object.name().value().substring(prefix.length())), content);
            }
            try (Statement statement = duck.createStatement()) {
                statement.execute("create view " + table + " as select * from read_parquet('" + files + "/*.parquet')");
            }
        }
        return new Lake(duck);
    }

    /** How many sessions did each step and all before it, each some time after the one before. */
    List<Long> reached(String... paths) throws SQLException {
        StringBuilder sql = new StringBuilder("with ");
        StringBuilder counts = new StringBuilder();
        for (int step = 0; step < paths.length; step++) {
            String fits = "v.path like '" + paths[step].replace("*", "_%") + "'";
            sql.append(step == 0 ? "" : ", ").append("r").append(step).append(" as (select v.session_id, min((v.started_at, v.ordinal)) as at from views v ");
            sql.append(step == 0 ? "where " : "join r" + (step - 1) + " r on r.session_id = v.session_id and (v.started_at, v.ordinal) > r.at where ");
            sql.append(fits).append(" group by v.session_id)");
            counts.append(step == 0 ? " " : " union all ").append("select ").append(step).append(" as step, count(*) as reached from r").append(step);
        }
        List<Long> reached = new ArrayList<>();
        try (Statement statement = duck.createStatement(); ResultSet rows = statement.executeQuery(sql.append(counts) + " order by step")) {
            while (rows.next()) {
                reached.add(rows.getLong("reached"));
            }
        }
        return reached;
    }

    double dropOff() throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) filter (where not converted) / count(*) from sessions")) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    Map<String, Long> sessionsBy(String column) throws SQLException {
        Map<String, Long> sessions = new HashMap<>();
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("select " + column + ", count(*) from sessions group by 1")) {
            while (rows.next()) {
                sessions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sessions;
    }

    long count(String sql) throws SQLException {
        try (Statement statement = duck.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
