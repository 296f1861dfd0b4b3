package io.lastseen.e2e;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** The database a {@link ServiceProcess} embeds, seen from outside with what its data folder says. */
final class EmbeddedDatabase {

    private EmbeddedDatabase() {
    }

    static void run(ServiceProcess service, String... statements) throws Exception {
        try (Connection connection = connect(service); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static long number(ServiceProcess service, String query) throws Exception {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(ServiceProcess service) throws Exception {
        String port = Files.readString(service.data().resolve("postgres.port")).strip();
        String password = Files.readString(service.data().resolve("postgres.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/lastseen", "lastseen", password);
    }
}
