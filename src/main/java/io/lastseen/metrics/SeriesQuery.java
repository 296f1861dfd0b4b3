package io.lastseen.metrics;

import io.lastseen.metrics.Series.Before;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the sessions of a period by hour, day, week or month of a zone, across its clock changes. */
@ApplicationScoped
class SeriesQuery {
    /** Placed by where points begin, not by the database's own calendar: it knows no hour of ninety minutes. */
    private static final String BY_TIME =
            ", placed as (select *, width_bucket(started_at, $%d::timestamptz[]) - 1 as point, coalesce(reason, 'open') as outcome from fact)"
                    + " select grouping(point) = 1 as total, grouping(outcome) = 0 as split, point, outcome, %s"
                    + " from placed group by grouping sets ((), (point), (point, outcome))";

    private final Facts facts;
    private final RollupNumbers rollups;

    SeriesQuery(Facts facts, RollupNumbers rollups) {
        this.facts = facts;
        this.rollups = rollups;
    }

    Uni<Series> series(Scope scope, Granularity granularity, ZoneId zone) {
        List<Instant> points = granularity.points(scope.period(), zone);
        Scope before = scope.in(scope.period().before(zone));
        List<Instant> pointsBefore = granularity.points(before.period(), zone);
        return Uni.combine()
                .all()
                .unis(counted(scope, points), counted(before, pointsBefore))
                .asTuple()
                .map(both -> new Series(
                        scope.site().orElse(null),
                        zone.getId(),
                        granularity.text(),
                        scope.period().from(),
                        scope.period().to(),
                        both.getItem1().totals(),
                        both.getItem1().at(points),
                        new Before(
                                before.period().from(),
                                before.period().to(),
                                both.getItem2().totals(),
                                both.getItem2().at(pointsBefore)),
                        Definition.texts(),
                        Definition.units()));
    }

    /** From rollups where they say it, else from facts: the same numbers. */
    private Uni<SeriesCounts> counted(Scope scope, List<Instant> points) {
        return rollups.series(scope, points)
                .chain(found -> found.map(counts -> Uni.createFrom().item(counts)).orElseGet(() -> ofFacts(scope, points)));
    }

    /** @param points beginnings, the first at or before the period's; each ends where the next begins */
    Uni<SeriesCounts> ofFacts(Scope scope, List<Instant> points) {
        return facts.ask(scope, (counted, parameters) -> byTime(counted, parameters, points)).map(rows -> read(rows, points));
    }

    Uni<SeriesCounts> ofSessions(Scope scope, List<Instant> points) {
        return facts.ofSessions(scope, (counted, parameters) -> byTime(counted, parameters, points)).map(rows -> read(rows, points));
    }

    private static String byTime(boolean counted, Tuple parameters, List<Instant> points) {
        parameters.addArrayOfOffsetDateTime(
                points.stream().map(point -> point.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
        return BY_TIME.formatted(parameters.size(), FactSql.counts(counted));
    }

    private static SeriesCounts read(RowSet<Row> rows, List<Instant> points) {
        Figures totals = Counts.NONE.figures();
        Map<Instant, Figures> figures = new HashMap<>();
        Map<Instant, Map<String, Long>> reasons = new HashMap<>();
        for (Row row : rows) {
            if (row.getBoolean("total")) {
                totals = Counts.read(row).figures();
                continue;
            }
            Instant at = points.get(row.getInteger("point"));
            if (row.getBoolean("split")) {
                reasons.computeIfAbsent(at, none -> new TreeMap<>()).put(row.getString("outcome"), row.getLong("sessions"));
            } else {
                figures.put(at, Counts.read(row).figures());
            }
        }
        SeriesCounts counts = new SeriesCounts(totals);
        figures.forEach((at, of) -> counts.at(at, of, reasons.getOrDefault(at, Map.of())));
        return counts;
    }
}
