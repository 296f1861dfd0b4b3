package io.lastseen.lake;

import io.lastseen.recording.store.ObjectStore;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes a day's files: all of one moment, under the names they have had before, so that whoever reads sees each session once.
 * Blocks its caller.
 */
@ApplicationScoped
class LakeWriter {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One replica at a time writes a day; another one would write the same. */
    private static final String TURN = "select pg_try_advisory_xact_lock(hashtext('lake'), hashtext(? || ' ' || ?))";

    private static final String CHANGES = "select array_agg(seq) from lake_change where site_id = ? and day = ?::date";
    private static final String DONE = "delete from lake_change where seq = any(?)";
    private static final String WRITTEN =
            """
            insert into lake_day (site_id, day, sessions, views, bytes, written_at) values (?, ?::date, ?, ?, ?, now())
            on conflict (site_id, day) do update
            set (sessions, views, bytes, written_at) = (excluded.sessions, excluded.views, excluded.bytes, excluded.written_at)
            """;

    private final DataSource database;
    private final ObjectStore objects;

    LakeWriter(DataSource database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    /** What changes meanwhile is noted again, and written the next time. */
    void write(LakeDay day) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("lastseen-lake");
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                if (turn(connection, day)) {
                    write(connection, day, folder);
                }
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } finally {
            for (Path left : List.of(folder.resolve("csv"), folder.resolve("parquet"), folder)) {
                Files.deleteIfExists(left);
            }
        }
    }

    private void write(Connection connection, LakeDay day, Path folder) throws SQLException, IOException {
        Array changes = changes(connection, day);
        Map<LakeTable, Long> rows = new EnumMap<>(LakeTable.class);
        long bytes = 0;
        for (LakeTable table : LakeTable.values()) {
            Path csv = folder.resolve("csv");
            Path parquet = folder.resolve("parquet");
            copy(connection, table, day, csv);
            rows.put(table, Parquet.write(csv, table.columns(), parquet));
            byte[] content = Files.readAllBytes(parquet);
            bytes += content.length;
            objects.replace(table.file(day.site(), day.day()), List.of(Buffer.buffer(content))).await().atMost(PATIENCE);
        }
        written(connection, day, rows, bytes);
        if (changes != null) {
            try (PreparedStatement done = connection.prepareStatement(DONE)) {
                done.setArray(1, changes);
                done.executeUpdate();
            }
        }
    }

    private static boolean turn(Connection connection, LakeDay day) throws SQLException {
        try (PreparedStatement turn = of(connection, TURN, day); ResultSet mine = turn.executeQuery()) {
            mine.next();
            return mine.getBoolean(1);
        }
    }

    /** Null where there are none. */
    private static Array changes(Connection connection, LakeDay day) throws SQLException {
        try (PreparedStatement changes = of(connection, CHANGES, day); ResultSet all = changes.executeQuery()) {
            all.next();
            return all.getArray(1);
        }
    }

    private static PreparedStatement of(Connection connection, String sql, LakeDay day) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, day.site());
        statement.setString(2, day.day().toString());
        return statement;
    }

    private static void copy(Connection connection, LakeTable table, LakeDay day, Path csv) throws SQLException, IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv))) {
            connection.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + table.rows(day.site(), day.day()) + ") to stdout (format csv)", out);
        }
    }

    private static void written(Connection connection, LakeDay day, Map<LakeTable, Long> rows, long bytes) throws SQLException {
        try (PreparedStatement written = of(connection, WRITTEN, day)) {
            written.setLong(3, rows.get(LakeTable.SESSIONS));
            written.setLong(4, rows.get(LakeTable.VIEWS));
            written.setLong(5, bytes);
            written.executeUpdate();
        }
    }
}
