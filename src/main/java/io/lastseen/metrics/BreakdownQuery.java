package io.lastseen.metrics;

import io.lastseen.metrics.Breakdown.Group;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the sessions of a period by a trait of theirs, beside the period before. */
@ApplicationScoped
class BreakdownQuery {
    private static final String OF_GROUP =
            """
            , sum(shown)::bigint as shown,
            percentile_cont(0.5) within group (order by rounded_ms(spent_ms::bigint)) filter (where ended) as spent_median,
            percentile_cont(0.5) within group (order by rounded_ms(time_ms::bigint)) filter (where ended) as time_median
            """;

    private static final String PAGE =
            """
            , keyed as materialized (%1$s),
            page as materialized (%2$s),
            outcome as (
                select key, jsonb_object_agg(outcome, number) as reasons
                from (select key, coalesce(reason, 'open') as outcome, count(*) as number
                      from keyed where key in (select key from page) group by 1, 2) each
                group by key
            )
            select page.*, outcome.reasons from page join outcome using (key) order by %3$s
            """;

    private static final String GROUPS =
            "select *, count(*) over () as total from (select key, %1$s from keyed group by key) g order by %2$s limit %3$d offset %4$d";

    /** Where it is known from how many sessions there are which groups are meant, nothing else is counted of the others. */
    private static final String LARGEST_GROUPS =
            """
            with ranked as materialized (
                select key, count(*) as sessions, count(*) over () as total from keyed group by key order by %2$s limit %3$d offset %4$d)
            select g.*, r.total from ranked r
            join (select key, %1$s from keyed where key in (select key from ranked) group by key) g using (key)
            """;

    private static final String BEFORE =
            ", keyed as (%s) select key, %s from keyed where key = any($%d) group by key";

    /** How facts are asked: by what sessions were counted as, or by themselves. */
    private interface Ask {
        Uni<RowSet<Row>> of(Scope scope, Facts.Query query);
    }

    private final Facts facts;
    private final RollupNumbers rollups;

    BreakdownQuery(Facts facts, RollupNumbers rollups) {
        this.facts = facts;
        this.rollups = rollups;
    }

    /**
     * From rollups where they say it in the order that is asked for, else from facts: the same numbers.
     *
     * @param offset how many groups come before this page
     */
    Uni<Breakdown> breakdown(Scope scope, BreakdownBy by, BreakdownSort sort, ZoneId zone, int limit, int offset) {
        if (!sort.equals(BreakdownSort.MOST_SESSIONS)) {
            return ofFacts(scope, by, sort, zone, limit, offset);
        }
        return rollups.breakdown(scope, by, zone, limit, offset)
                .chain(found -> found.map(breakdown -> Uni.createFrom().item(breakdown))
                        .orElseGet(() -> ofFacts(scope, by, sort, zone, limit, offset)));
    }

    Uni<Breakdown> ofFacts(Scope scope, BreakdownBy by, BreakdownSort sort, ZoneId zone, int limit, int offset) {
        return breakdown(facts::ask, scope, by, sort, zone, limit, offset);
    }

    Uni<Breakdown> ofSessions(Scope scope, BreakdownBy by, BreakdownSort sort, ZoneId zone, int limit, int offset) {
        return breakdown(facts::ofSessions, scope, by, sort, zone, limit, offset);
    }

    private static Uni<Breakdown> breakdown(
            Ask facts, Scope scope, BreakdownBy by, BreakdownSort sort, ZoneId zone, int limit, int offset) {
        return facts.of(scope, (counted, parameters) -> page(counted, by, sort, limit, offset))
                .chain(page -> before(facts, scope.in(scope.period().before(zone)), by, page)
                        .map(before -> breakdown(scope, by, page, before, offset)));
    }

    private static Uni<Map<String, Figures>> before(Ask facts, Scope scope, BreakdownBy by, RowSet<Row> page) {
        List<String> keys = new ArrayList<>();
        page.forEach(row -> keys.add(row.getString("key")));
        return facts.of(scope, (counted, parameters) -> {
                    parameters.addArrayOfString(keys.toArray(String[]::new));
                    return BEFORE.formatted(by.keyed(counted), counts(counted), parameters.size());
                })
                .map(rows -> {
                    Map<String, Figures> figures = new HashMap<>();
                    rows.forEach(row -> figures.put(row.getString("key"), figures(row)));
                    return figures;
                });
    }

    private static String page(boolean counted, BreakdownBy by, BreakdownSort sort, int limit, int offset) {
        String groups = (sort.byNumberOfSessions() ? LARGEST_GROUPS : GROUPS).formatted(counts(counted), sort.sql(), limit, offset);
        return PAGE.formatted(by.keyed(counted), groups, sort.sql());
    }

    private static String counts(boolean counted) {
        return FactSql.countsWithoutTimes(counted) + OF_GROUP;
    }

    private static Breakdown breakdown(
            Scope scope, BreakdownBy by, RowSet<Row> page, Map<String, Figures> before, int offset) {
        List<Group> items = new ArrayList<>();
        long total = 0;
        for (Row row : page) {
            total = row.getLong("total");
            String key = row.getString("key");
            items.add(new Group(
                    key,
                    figures(row),
                    rounded(row.getDouble("time_median")),
                    reasons(row.getJsonObject("reasons")),
                    before.getOrDefault(key, Counts.NONE.figures())));
        }
        int shown = offset + items.size();
        return new Breakdown(
                scope.site().orElse(null),
                by.text(),
                by.definition(),
                scope.period().from(),
                scope.period().to(),
                total,
                items,
                shown < total ? String.valueOf(shown) : null,
                Definition.texts(),
                Definition.units());
    }

    private static Figures figures(Row row) {
        return Counts.read(row).figures().spent(row.getLong("shown"), rounded(row.getDouble("spent_median")));
    }

    private static Map<String, Long> reasons(JsonObject counts) {
        Map<String, Long> reasons = new TreeMap<>();
        counts.forEach(entry -> reasons.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return reasons;
    }

    private static Long rounded(Double ms) {
        return ms == null ? null : Math.round(ms);
    }
}
