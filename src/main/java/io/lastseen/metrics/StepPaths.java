package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a site's paths are steps of a funnel: found by leaping through the index of paths, one after the other, so that views can be
 * asked for by their paths and no view is compared with a pattern.
 */
final class StepPaths {
    private static final int MOST = 20_000;

    /** $1 site, $2 patterns. Each leap takes microseconds, and the last is one too many. */
    private static final String FITTING =
            """
            with recursive known(path) as (
                (select path from view where site_id = $1 order by path limit 1)
                union all
                select (select v.path from view v where v.site_id = $1 and v.path > k.path order by v.path limit 1)
                from known k where k.path is not null
            ),
            found as materialized (select path from known where path is not null limit %d)
            select pattern, (select count(*) from found) as known, array(select path from found where path ~ pattern) as paths
            from unnest($2::text[]) pattern
            """
                    .formatted(MOST + 1);

    private final Funnel funnel;
    private final Map<String, String[]> fitting;

    private StepPaths(Funnel funnel, Map<String, String[]> fitting) {
        this.funnel = funnel;
        this.fitting = fitting;
    }

    static Uni<StepPaths> read(SqlConnection connection, Funnel funnel) {
        List<String> patterns = funnel.steps().stream()
                .filter(step -> step.kind() == StepKind.PATH)
                .map(step -> step.matching().pattern())
                .filter(pattern -> pattern != null)
                .distinct()
                .toList();
        if (patterns.isEmpty()) {
            return Uni.createFrom().item(new StepPaths(funnel, Map.of()));
        }
        return connection.preparedQuery(FITTING).execute(Tuple.of(funnel.site(), patterns.toArray(String[]::new))).map(rows -> {
            Map<String, String[]> fitting = new HashMap<>();
            rows.forEach(row -> {
                if (row.getLong("known") <= MOST) {
                    fitting.put(row.getString("pattern"), row.getArrayOfStrings("paths"));
                }
            });
            return new StepPaths(funnel, fitting);
        });
    }

    /** What must hold for a view {@code v} to be this step; its value is appended to the parameters. Of sites with very many paths a pattern. */
    String condition(int step, Tuple parameters) {
        StepMatch match = funnel.steps().get(step).matching();
        if (match.exact() != null) {
            return "v.path = $" + parameters.addString(match.exact()).size();
        }
        String[] paths = fitting.get(match.pattern());
        return paths == null
                ? "v.path ~ $" + parameters.addString(match.pattern()).size()
                : "v.path = any($" + parameters.addArrayOfString(paths).size() + ")";
    }
}
