package io.lastseen.metrics;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables without their keys and indexes while millions of rows are written into them: building an index once is several times faster than
 * keeping it, and writes a fraction of the log. What was dropped stands in a table of its own, so that a run that was cut off can be gone
 * on with.
 */
final class BareTables {
    private static final String TABLES = "('session'::regclass, 'view'::regclass, 'mark'::regclass, 'verdict'::regclass)";
    private static final String REMEMBER =
            """
            create table if not exists bared (drops text not null, creates text not null);
            insert into bared
            select format('alter table %%I drop constraint if exists %%I', t.relname, c.conname),
                   format('alter table %%I add constraint %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid))
            from pg_constraint c join pg_class t on t.oid = c.conrelid where c.conrelid in %1$s and c.contype in ('p', 'u')
            union all
            select format('drop index if exists %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            from pg_index i where i.indrelid in %1$s and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
            """.formatted(TABLES);

    private BareTables() {}

    static void bare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(REMEMBER);
        }
        each(connection, "drops");
    }

    static void dress(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '1GB'");
        }
        each(connection, "creates");
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table bared");
        }
    }

    private static void each(Connection connection, String what) throws SQLException {
        List<String> changes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + what + " from bared")) {
            while (rows.next()) {
                changes.add(rows.getString(1));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String change : changes) {
                statement.execute(change);
            }
        }
    }
}
