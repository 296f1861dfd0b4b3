package io.lastseen.metrics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Writes visits into PostgreSQL, as the decision loop does. */
final class Visits {
    private static final String SESSION =
            """
            insert into session (site_id, id, visitor_id, state, counted, final, started_at, ended_at, active_at, engaged_ms,
                views, entry_path, entry_title, exit_path, exit_title, source, channel, device, browser, os,
                returning_visitor, reason, decided_at, superseded_by, country, language, campaign, closes_at,
                confidence)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, '', 'direct', 'direct', 'desktop', '', '', false, ?, ?, ?, ?, ?,
                ?, '9999-01-01', 0.98)
            """;
    private static final String VIEW =
            """
            insert into view (site_id, session_id, ordinal, document_id, tab_id, path, title, how, started_at, ended_at,
                engaged_ms)
            values (?, ?, ?, 'document', 'tab', ?, '', 'load', ?, ?, 0)
            """;
    private static final String MARK =
            """
            insert into mark (site_id, session_id, document_id, n, at, what, name, element)
            values (?, ?, 'document', ?, ?, ?, ?, ?::jsonb)
            """;
    private static final String REOPENED =
            """
            insert into verdict (site_id, session_id, revision, decided_at, provisional, evidence)
            values (?, ?, 2, ?, true, '[]')
            """;

    private final DataSource database;

    Visits(DataSource database) {
        this.database = database;
    }

    void add(Visit... visits) {
        add(List.of(visits));
    }

    void add(Collection<Visit> visits) {
        try (Connection connection = database.getConnection();
                PreparedStatement session = connection.prepareStatement(SESSION);
                PreparedStatement view = connection.prepareStatement(VIEW);
                PreparedStatement mark = connection.prepareStatement(MARK);
                PreparedStatement reopened = connection.prepareStatement(REOPENED)) {
            connection.setAutoCommit(false);
            notCountedYet(connection, visits);
            for (Visit visit : visits) {
                session(session, visit);
                happenings(view, mark, visit);
                if (visit.reopened()) {
                    batch(reopened, visit.site(), visit.id(), time(visit.startedAt()));
                }
            }
            session.executeBatch();
            view.executeBatch();
            mark.executeBatch();
            reopened.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody has counted them, as the decision loop would have had it done. */
    private static void notCountedYet(Connection connection, Collection<Visit> visits) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            // Whoever counts now would see none of them and say that it is done.
            lock.execute("lock table rollup_state, funnel_state in exclusive mode");
        }
        for (String state : List.of("rollup_state", "funnel_state")) {
            try (PreparedStatement forget = connection.prepareStatement("delete from " + state + " where site_id = any(?)")) {
                forget.setArray(1, connection.createArrayOf("text", visits.stream().map(Visit::site).distinct().toArray()));
                forget.executeUpdate();
            }
        }
    }

    private static void session(PreparedStatement insert, Visit visit) throws SQLException {
        batch(
                insert,
                visit.site(),
                visit.id(),
                visit.visitor(),
                visit.reason() == null ? "open" : "ended",
                visit.counted(),
                visit.settled(),
                time(visit.startedAt()),
                time(visit.endedAt()),
                time(visit.startedAt()),
                visit.engagedMs(),
                (int) visit.views(),
                visit.entry(),
                visit.exit(),
                visit.reason(),
                time(visit.decidedAt()),
                visit.supersededBy(),
                visit.country(),
                visit.language(),
                visit.campaign());
    }

    private static void happenings(PreparedStatement view, PreparedStatement mark, Visit visit) throws SQLException {
        int ordinal = 0;
        long n = 0;
        for (Happening happening : visit.happenings()) {
            Timestamp at = time(happening.at());
            if (happening.path() != null) {
                batch(view, visit.site(), visit.id(), ordinal++, happening.path(), at, at);
            } else {
                String what = happening.event() == null ? "click" : "custom";
                batch(mark, visit.site(), visit.id(), ++n, at, what, happening.event(), happening.element());
            }
        }
    }

    private static void batch(PreparedStatement insert, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }

    private static Timestamp time(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
