package io.lastseen.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Turns rows as PostgreSQL copies them into a Parquet file, in this process. */
final class Parquet {
    private Parquet() {}

    /**
     * How many rows it has.
     *
     * @param csv without a header, nothing where there is null
     * @param columns names and types
     */
    static long write(Path csv, String columns, Path parquet) throws IOException {
        try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = memory.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("create table day as select * from read_csv('" + csv + "', header = false, auto_detect = false, delim = ',',"
                    + " quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = " + columns + ")");
            statement.execute("copy day to '" + parquet + "' (format parquet, compression zstd)");
            try (ResultSet count = statement.executeQuery("select count(*) from day")) {
                count.next();
                return count.getLong(1);
            }
        } catch (SQLException e) {
            throw new IOException("The file " + parquet + " could not be written: " + e.getMessage(), e);
        }
    }
}
