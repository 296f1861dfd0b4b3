package io.lastseen.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Where a database of the embedded PostgreSQL is and how to enter it. */
public record DatabaseAddress(String host, int port, String name, String user, String password) {

    /** The database that every cluster has from the start. */
    private static final String FIRST = "postgres";
    private static final String INVALID_PASSWORD = "28P01";

    DatabaseAddress named(String other) {
        return new DatabaseAddress(host, port, other, user, password);
    }

    /** Creates the database unless it is there. The name must need no quoting. */
    DatabaseAddress create() {
        try (Connection connection = DriverManager.getConnection(named(FIRST).jdbcUrl(), user, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database " + name);
            }
            return this;
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                throw new EmbeddedFailure("The embedded PostgreSQL refuses the password kept in postgres.password in the data"
                        + " folder: put the file back that belongs to this data.", e);
            }
            throw new EmbeddedFailure("The embedded PostgreSQL started but does not answer: its reason is in postgres.log in"
                    + " the data folder.", e);
        }
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
