package io.lastseen.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A data folder as an older version left it: the schema by its migrations alone, each table's rows from a CSV file, and the objects. One
 * was taken down with {@code copy TABLE to stdout (format csv, header)} and a copy of the folder {@code objects}.
 */
public final class OlderData {
    private static final List<String> BY_DAY = List.of("chunk", "evidence");

    private OlderData() {
    }

    /**
     * @param from     holds {@code tables} and {@code objects}
     * @param version  the last migration that version had
     * @param day      on which it was recorded
     */
    public static void lay(Path from, String version, LocalDate day, Path data, Path programs) throws IOException, SQLException {
        try (DataFolder folder = DataFolder.open(data); EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, programs)) {
            DatabaseAddress at = postgres.address();
            String url = "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.name();
            Flyway.configure().dataSource(url, at.user(), at.password()).locations("filesystem:src/main/resources/db/migration").target(version)
                    .load().migrate();
            try (Connection connection = DriverManager.getConnection(url, at.user(), at.password()); Statement statement = connection.createStatement();
                    Stream<Path> tables = Files.list(from.resolve("tables"))) {
                for (String table : BY_DAY) {
                    statement.execute("create table %s_%s partition of %1$s for values from ('%s') to ('%s')".formatted(table,
                            day.toString().replace("-", ""), day, day.plusDays(1)));
                }
                for (Path table : tables.sorted().toList()) {
                    copyIn(connection, statement, table);
                }
            }
        }
        copy(from.resolve("objects"), data.resolve("objects"));
    }

    private static void copyIn(Connection connection, Statement statement, Path file) throws SQLException, IOException {
        String table = file.getFileName().toString().replace(".csv", "");
        statement.execute("truncate " + table);
        try (InputStream rows = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin (format csv, header match)", rows);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
