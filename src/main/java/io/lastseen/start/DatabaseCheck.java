package io.lastseen.start;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Whether the PostgreSQL that the settings name can be entered, asked before anything else is started.
 *
 * @param sslMode as libpq names them: {@code disable}, {@code prefer}, {@code require}, {@code verify-full}
 */
record DatabaseCheck(String host, int port, String name, String user, String password, String sslMode) {

    /** The oldest major version still maintained by its makers for as long as this release is. */
    private static final int OLDEST = 15;
    private static final int CONNECT_SECONDS = 10;

    void run() {
        Properties entry = new Properties();
        entry.setProperty("user", user);
        entry.setProperty("password", password);
        entry.setProperty("sslmode", sslMode);
        entry.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        entry.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + name, entry)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                throw new StartRefused("PostgreSQL at " + host + ":" + port + " is version " + major + ": Lastseen needs "
                        + OLDEST + " or later.");
            }
        } catch (SQLException e) {
            throw new StartRefused(sentence(String.valueOf(e.getSQLState()), e));
        }
    }

    /** SQL states by https://www.postgresql.org/docs/current/errcodes-appendix.html. */
    private String sentence(String state, SQLException failure) {
        String server = "PostgreSQL at " + host + ":" + port;
        switch (state) {
            case "28P01", "28000":
                return server + " refuses user " + user
                        + ": correct lastseen.database.user and lastseen.database.password.";
            case "3D000":
                return server + " has no database " + name
                        + ": create it, or correct lastseen.database.name.";
            case "53300":
                return server + " has no connection left: raise its max_connections, or stop other clients.";
            default:
        }
        if (state.startsWith("08")) {
            return server + " cannot be reached: start it, or correct lastseen.database.host and lastseen.database.port.";
        }
        return server + " does not let Lastseen in (" + String.valueOf(failure.getMessage()).strip()
                + "): correct lastseen.database.*.";
    }
}
