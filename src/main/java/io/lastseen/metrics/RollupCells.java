package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Loose;
import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums of a site's rollups and of what is loose beside them, by key and by point of time. */
final class RollupCells {
    /** Each stretch is one range of the primary key; without the offset the planner may read all of the dimension instead. */
    private static final String STRETCHES =
            """
             from unnest($3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[]) s(point, sign, level, first, last)
             cross join lateral (
                 select key, sessions, cell from rollup
                 where site_id = $1 and dim = $2 and level = s.level::"char" and bucket >= s.first and bucket < s.last%s
                 offset 0) r
            """;

    /** Cell by cell: joined in the database they were large, and a large array makes Java's collector look through all of the heap. */
    static final String CELLS = "select point, sign, key, cell" + STRETCHES.formatted("");
    private static final String CELLS_OF_SOME = "select point, sign, key, cell" + STRETCHES.formatted(" and key = any($8)");
    private static final String CELLS_OF_ALL = "select point, sign, cell" + STRETCHES.formatted("");
    private static final String SESSIONS =
            "select key, sum(sign * sessions)::bigint as sessions" + STRETCHES.formatted("") + " group by key";
    static final String SESSIONS_OVER_TIME =
            "select point, key, sum(sign * sessions)::bigint as sessions" + STRETCHES.formatted("") + " group by point, key";

    private final Opened opened;
    private final BreakdownBy by;
    private final List<Instant> points;

    /** @param points beginnings, the first at or before the period's; each ends where the next begins */
    RollupCells(Opened opened, BreakdownBy by, List<Instant> points) {
        this.opened = opened;
        this.by = by;
        this.points = points;
    }

    /** The whole period as one point. */
    static RollupCells whole(Opened opened, BreakdownBy by) {
        return new RollupCells(opened, by, List.of(opened.scope().period().from()));
    }

    /** By point and key; nothing where there is no session. */
    Uni<List<Map<String, Tally>>> tallies() {
        return opened.transaction().preparedQuery(CELLS).execute(parameters()).emitOn(Infrastructure.getDefaultExecutor()).map(rows -> {
            List<Map<String, Tally>> tallies = loose(null);
            decode(rows, row -> tallies.get(row.getInteger("point")).computeIfAbsent(row.getString("key"), none -> new Tally()));
            tallies.forEach(point -> point.values().removeIf(tally -> tally.count(CellCount.SESSIONS) == 0));
            return tallies;
        });
    }

    /** All keys of a point in one. Of a dimension in which each session has one key. */
    Uni<List<Tally>> sums() {
        return opened.transaction().preparedQuery(CELLS_OF_ALL).execute(parameters()).emitOn(Infrastructure.getDefaultExecutor()).map(rows -> {
            List<Tally> sums = new ArrayList<>();
            loose(null).forEach(keys -> {
                Tally sum = new Tally();
                keys.values().forEach(sum::add);
                sums.add(sum);
            });
            decode(rows, row -> sums.get(row.getInteger("point")));
            return sums;
        });
    }

    /** The same of some keys, all points in one. */
    Uni<Map<String, Tally>> tallies(Set<String> keys) {
        Tuple parameters = parameters().addArrayOfString(keys.toArray(String[]::new));
        return opened.transaction()
                .preparedQuery(CELLS_OF_SOME)
                .execute(parameters)
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> {
                    Map<String, Tally> tallies = loose(keys).get(0);
                    decode(rows, row -> tallies.computeIfAbsent(row.getString("key"), none -> new Tally()));
                    return tallies;
                });
    }

    /** How many sessions there are of each key. */
    Uni<Map<String, Long>> sessions() {
        return opened.transaction().preparedQuery(SESSIONS).execute(parameters()).map(rows -> {
            Map<String, Long> sessions = new HashMap<>();
            rows.forEach(row -> sessions.put(row.getString("key"), row.getLong("sessions")));
            loose(null).get(0).forEach((key, tally) -> sessions.merge(key, tally.count(CellCount.SESSIONS), Long::sum));
            sessions.values().removeIf(number -> number == 0);
            return sessions;
        });
    }

    /** What is taken off comes first, as {@link Tally} needs it. */
    static void decode(RowSet<Row> rows, Function<Row, CellSink> into) {
        for (int sign : new int[] {-1, 1}) {
            for (Row row : rows) {
                if (row.getInteger("sign") == sign) {
                    CellCodec.decode(row.getBuffer("cell").getBytes(), sign, into.apply(row));
                }
            }
        }
    }

    /** @param keys null for all */
    private List<Map<String, Tally>> loose(Set<String> keys) {
        List<Map<String, Tally>> tallies = new ArrayList<>();
        points.forEach(point -> tallies.add(new TreeMap<>()));
        for (Loose one : opened.loose()) {
            for (Contribution.Seen as : one.contribution().keys(by)) {
                if (keys == null || keys.contains(as.path())) {
                    one.contribution()
                            .into(
                                    tallies.get(point(one.contribution().at()))
                                            .computeIfAbsent(as.path(), none -> new Tally()),
                                    as,
                                    one.sign());
                }
            }
        }
        return tallies;
    }

    private int point(Instant at) {
        int point = points.size() - 1;
        while (point > 0 && points.get(point).isAfter(at)) {
            point--;
        }
        return point;
    }

    private Tuple parameters() {
        List<Stretch> stretches = Stretch.ofPoints(opened.scope().period(), points, RollupLevel.of(by));
        return Stretch.parameters(opened.scope(), by.text(), stretches);
    }
}
