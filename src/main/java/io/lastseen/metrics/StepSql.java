package io.lastseen.metrics;

import io.lastseen.session.WantedSql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * Comparing views and marks with steps inside PostgreSQL. A step is a row of {@code wanted(step, site_id, what, exact,
 * pattern, key)}, made of six array parameters.
 */
final class StepSql {
    /** Is view {@code v} what {@code w} wants? */
    static final String VIEW = WantedSql.VIEW;

    /** Is mark {@code m} what {@code w} wants? */
    static final String MARK = WantedSql.MARK;

    private StepSql() {}

    /** The rows of {@code wanted}, from six parameters of which {@code first} is the number of the first. */
    static String wanted(int first) {
        return "select * from unnest($%d::int[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[])"
                        .formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5)
                + " as w(step, site_id, what, exact, pattern, key)";
    }

    static Tuple parameters(Tuple before, List<Wanted> wanted) {
        return before.addArrayOfInteger(wanted.stream().map(Wanted::step).toArray(Integer[]::new))
                .addArrayOfString(wanted.stream().map(Wanted::site).toArray(String[]::new))
                .addArrayOfString(wanted.stream().map(w -> w.match().what()).toArray(String[]::new))
                .addArrayOfString(wanted.stream().map(w -> w.match().exact()).toArray(String[]::new))
                .addArrayOfString(wanted.stream().map(w -> w.match().pattern()).toArray(String[]::new))
                .addArrayOfString(wanted.stream().map(w -> w.match().key()).toArray(String[]::new));
    }

    /** @param step from 0 */
    record Wanted(int step, String site, StepMatch match) {}
}
