package io.lastseen.lake;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The days whose files have to be written. Blocks its caller. */
@ApplicationScoped
class LakeDays {
    /** What came before it was switched on has changed for it. */
    private static final String ON =
            """
            with turned as (update lake_switch set enabled = true where not enabled returning enabled)
            insert into lake_change (site_id, day, at)
            select distinct site_id, (started_at at time zone 'UTC')::date, timestamptz 'epoch' from session
            where final and counted and superseded_by is null and exists (select from turned)
            """;

    private static final String OFF = "update lake_switch set enabled = false where enabled";
    private static final String NONE = "delete from lake_change where not (select enabled from lake_switch)";
    private static final String DUE =
            """
            select site_id, day from lake_change group by site_id, day having min(at) <= now() - ? * interval '1 millisecond'
            order by min(at), site_id, day
            """;

    private final DataSource database;

    LakeDays(DataSource database) {
        this.database = database;
    }

    /** Until it is switched on, nothing is noted. */
    void turn(boolean enabled) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            if (enabled) {
                statement.executeUpdate(ON);
            } else {
                statement.executeUpdate(OFF);
                statement.executeUpdate(NONE);
            }
        }
    }

    /** Those first that have waited longest. @param after how long a day's changes are waited for */
    List<LakeDay> due(Duration after) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement due = connection.prepareStatement(DUE)) {
            due.setLong(1, after.toMillis());
            List<LakeDay> days = new ArrayList<>();
            try (ResultSet rows = due.executeQuery()) {
                while (rows.next()) {
                    days.add(new LakeDay(rows.getString("site_id"), rows.getObject("day", LocalDate.class)));
                }
            }
            return days;
        }
    }
}
