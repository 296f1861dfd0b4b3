package io.lastseen.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What PostgreSQL holds of one document. */
record Stored(String url, String user, String password, String document) {

    int rows() throws SQLException {
        return count("select count(*) from chunk where document_id = ?");
    }

    int evidenceRows() throws SQLException {
        return count("select count(*) from evidence where document_id = ? and n > 0");
    }

    /**
     * Lets the first copy have come a day earlier: the day that was fixed for the document, and the rows that lie under
     * it. Nothing in the service is told, so a repetition meets what it would meet after midnight.
     */
    void moveToYesterday() throws SQLException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            for (String table : new String[] {"chunk", "evidence"}) {
                move(connection, "update " + table + " set day = day - 1, received_at = received_at - interval '1 day'"
                        + " where document_id = ?");
            }
            move(connection, "update document set day = day - 1, first_received_at = first_received_at - interval '1 day',"
                    + " last_received_at = last_received_at - interval '1 day' where id = ?");
            connection.commit();
        }
    }

    private void move(Connection connection, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, document);
            update.executeUpdate();
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = open(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, document);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
