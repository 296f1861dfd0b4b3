package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By which number a breakdown's rows are in order. @param sql an order of {@code grouped}'s columns, total: no two rows tie */
record BreakdownSort(String sql) {
    private static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
            "key", "key",
            "sessions", "sessions",
            "visitors", "visitors",
            "views", "shown",
            "engagedMedianMs", "spent_median",
            "timeMedianMs", "time_median",
            "bounce", "bounced::float8 / nullif(ended_sessions, 0)",
            "dropOff", "unconverted::float8 / nullif(with_goal, 0)",
            "conversionRate", "1 - unconverted::float8 / nullif(with_goal, 0)"));

    static final BreakdownSort MOST_SESSIONS = read("-sessions");

    boolean byNumberOfSessions() {
        return sql.startsWith("sessions ");
    }

    /**
     * @param text a number's name, led by {@code -} for the largest first
     * @throws io.lastseen.problem.ProblemException 400
     */
    static BreakdownSort read(String text) {
        boolean descending = text.startsWith("-");
        String column = COLUMNS.get(descending ? text.substring(1) : text);
        if (column == null) {
            throw Problem.ofFields(List.of(new FieldError(
                            "sort",
                            "is one of " + String.join(", ", COLUMNS.keySet()) + ", led by - for the largest first, not '"
                                    + text + "'")))
                    .asException();
        }
        return new BreakdownSort(column + (descending ? " desc" : " asc") + " nulls last, key collate \"C\"");
    }
}
