package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Row;

/**
 * Counts of one group of sessions, as {@link FactSql#counts} names them; durations in milliseconds, null where none has
 * ended.
 *
 * @param ended sessions that have
 * @param withGoal ended ones on sites that have a goal
 * @param unconverted those of them that did not convert
 */
record Counts(
        long sessions,
        long ended,
        long visitors,
        long views,
        long bounced,
        long singleView,
        long notEngaged,
        long withGoal,
        long unconverted,
        long provisional,
        long reopened,
        Double engagedMedianMs,
        Double knownP50Ms,
        Double knownP95Ms) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null);

    static Counts read(Row row) {
        return new Counts(
                row.getLong("sessions"),
                row.getLong("ended_sessions"),
                row.getLong("visitors"),
                row.getLong("views"),
                row.getLong("bounced"),
                row.getLong("single_view"),
                row.getLong("not_engaged"),
                row.getLong("with_goal"),
                row.getLong("unconverted"),
                row.getLong("provisional"),
                row.getLong("reopened"),
                row.getDouble("engaged_median"),
                row.getDouble("known_p50"),
                row.getDouble("known_p95"));
    }

    Figures figures() {
        return new Figures(
                sessions,
                visitors,
                views,
                rate(views, sessions),
                engagedMedianMs == null ? null : Math.round(engagedMedianMs),
                rate(bounced, ended),
                rate(singleView, ended),
                rate(notEngaged, ended),
                rate(unconverted, withGoal),
                rate(withGoal - unconverted, withGoal));
    }

    /** Null where there is nothing it could be of. */
    static Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
