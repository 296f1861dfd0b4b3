package io.lastseen.metrics;

import io.lastseen.metrics.Losses.Loss;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts entry page, source, step and end reason together, and the period before beside them. */
@ApplicationScoped
class LossQuery {
    private static final int TOLD = 5;
    private static final int SAMPLES = 20;

    /** By the steps of a funnel; $11 is its last. */
    private static final String BY_STEP =
            """
            , gone as (
                select c.id, c.entry_path, c.source, c.started_at, c.state, c.reason, coalesce(f.step, -1) as step, '' as last,
                       coalesce(f.step, -1) = $11 as bought
                from candidate c left join furthest f on f.session_id = c.id
            )
            """;

    private static final String BY_EXIT =
            """
            , gone as (
                select id, entry_path, source, started_at, state, reason, null::int as step, exit_path as last, bought from fact
            )
            """;

    private static final String GROUPS =
            """
            , came as (select entry_path, source, count(*) as number from gone group by 1, 2)
            select g.entry_path, g.source, g.step, g.last, g.reason, count(*) as sessions, c.number as all_of_them,
                   (array_agg(g.id order by g.started_at desc, g.id))[1:%d] as newest
            from gone g join came c using (entry_path, source)
            where g.state = 'ended' and not g.bought
            group by g.entry_path, g.source, g.step, g.last, g.reason, c.number
            """
                    .formatted(SAMPLES);

    private static final String CAME = "select entry_path, source, count(*) as number from gone group by 1, 2";

    private final Pool pool;

    LossQuery(Pool pool) {
        this.pool = pool;
    }

    /** @param scope of one site */
    Uni<Losses> losses(Scope scope, ZoneId zone) {
        Optional<Funnel> funnel = scope.goals().stream().min(Comparator.comparing(Funnel::createdAt));
        Scope before = scope.in(scope.period().before(zone));
        return Uni.combine()
                .all()
                .unis(ask(scope, funnel, GROUPS), ask(before, funnel, GROUPS), ask(before, funnel, CAME))
                .asTuple()
                .map(all -> new Losses(
                        scope.site().orElseThrow(),
                        scope.period().from(),
                        scope.period().to(),
                        funnel.orElse(null),
                        told(all.getItem1(), rates(all.getItem2()), came(all.getItem3()), funnel),
                        Losses.DEFINITION));
    }

    private Uni<RowSet<Row>> ask(Scope scope, Optional<Funnel> funnel, String groups) {
        if (funnel.isEmpty()) {
            Tuple parameters = scope.parameters();
            return pool.preparedQuery(FactSql.of(scope, parameters) + BY_EXIT + groups).execute(parameters);
        }
        Tuple parameters = FunnelQueries.parameters(funnel.get(), scope.period(), null)
                .addInteger(funnel.get().steps().size() - 1);
        return FunnelQueries.ask(pool, funnel.get(), scope.traits(), ", entry_path, source", BY_STEP + groups, parameters);
    }

    private record Group(String entry, String source, Integer step, String last, String reason) {
        static Group of(Row row) {
            return new Group(
                    row.getString("entry_path"),
                    row.getString("source"),
                    row.getInteger("step"),
                    row.getString("last"),
                    row.getString("reason"));
        }
    }

    private record Way(String entry, String source) {}

    private static Map<Group, Double> rates(RowSet<Row> rows) {
        Map<Group, Double> rates = new HashMap<>();
        rows.forEach(row -> rates.put(Group.of(row), (double) row.getLong("sessions") / row.getLong("all_of_them")));
        return rates;
    }

    private static Map<Way, Long> came(RowSet<Row> rows) {
        Map<Way, Long> came = new HashMap<>();
        rows.forEach(row -> came.put(new Way(row.getString("entry_path"), row.getString("source")), row.getLong("number")));
        return came;
    }

    private static List<Loss> told(
            RowSet<Row> rows, Map<Group, Double> rates, Map<Way, Long> cameBefore, Optional<Funnel> funnel) {
        List<Loss> losses = new ArrayList<>();
        for (Row row : rows) {
            Group group = Group.of(row);
            long sessions = row.getLong("sessions");
            long of = row.getLong("all_of_them");
            boolean comparable = cameBefore.containsKey(new Way(group.entry, group.source));
            Double previous = comparable ? rates.getOrDefault(group, 0.0) : null;
            losses.add(new Loss(
                    group.entry,
                    group.source,
                    group.step,
                    funnel.map(steps -> name(steps, group.step)).orElse(group.last),
                    group.reason,
                    sessions,
                    of,
                    (double) sessions / of,
                    previous,
                    sessions - (previous == null ? 0 : previous * of),
                    List.of(row.getArrayOfStrings("newest"))));
        }
        losses.sort(Comparator.comparing(Loss::lost)
                .thenComparing(Loss::sessions)
                .reversed()
                .thenComparing(Loss::entry)
                .thenComparing(Loss::source)
                .thenComparing(Loss::last)
                .thenComparing(Loss::reason));
        return losses.stream().filter(loss -> loss.lost() > 0).limit(TOLD).toList();
    }

    private static String name(Funnel funnel, int step) {
        return step < 0 ? "" : funnel.steps().get(step).name();
    }
}
