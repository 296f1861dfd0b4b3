package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Loose;
import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums of a site's rollups and of what is loose beside them, by key and by point of time. */
final class RollupCells {
    private static final String STRETCHES =
            " from unnest($3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[]) s(point, level, first, last)"
                    + " join rollup r on r.site_id = $1 and r.dim = $2 and r.level = s.level::\"char\""
                    + " and r.bucket >= s.first and r.bucket < s.last";
    private static final String SUM = "select point, key, string_agg(cell, ''::bytea) as cells" + STRETCHES;
    private static final String SESSIONS = "select key, sum(sessions)::bigint as sessions" + STRETCHES + " group by key";
    private static final String GROUP = " group by point, key";

    private final Opened opened;
    private final BreakdownBy by;
    private final List<Instant> points;

    /** @param points beginnings, the first at or before the period's; each ends where the next begins */
    RollupCells(Opened opened, BreakdownBy by, List<Instant> points) {
        this.opened = opened;
        this.by = by;
        this.points = points;
    }

    /** By point and key; nothing where there is no session. */
    Uni<List<Map<String, Tally>>> tallies() {
        return opened.transaction().preparedQuery(SUM + GROUP).execute(parameters()).map(rows -> {
            List<Map<String, Tally>> tallies = loose(null);
            rows.forEach(row -> CellCodec.decode(
                    row.getBuffer("cells").getBytes(),
                    tallies.get(row.getInteger("point")).computeIfAbsent(row.getString("key"), none -> new Tally())));
            tallies.forEach(point -> point.values().removeIf(tally -> tally.count(CellCount.SESSIONS) == 0));
            return tallies;
        });
    }

    /** The same of some keys, all points in one. */
    Uni<Map<String, Tally>> tallies(Set<String> keys) {
        Tuple parameters = parameters().addArrayOfString(keys.toArray(String[]::new));
        return opened.transaction()
                .preparedQuery(SUM + " where key = any($7)" + GROUP)
                .execute(parameters)
                .map(rows -> {
                    Map<String, Tally> tallies = loose(keys).get(0);
                    rows.forEach(row -> CellCodec.decode(
                            row.getBuffer("cells").getBytes(),
                            tallies.computeIfAbsent(row.getString("key"), none -> new Tally())));
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
        List<Stretch> stretches = new ArrayList<>();
        Period period = opened.scope().period();
        for (int i = 0; i < points.size(); i++) {
            Instant from = points.get(i).isBefore(period.from()) ? period.from() : points.get(i);
            Instant to = i + 1 < points.size() ? points.get(i + 1) : period.to();
            stretches.addAll(Stretch.cover(i, from, to.isAfter(period.to()) ? period.to() : to, RollupLevel.of(by)));
        }
        return Tuple.tuple()
                .addString(opened.scope().site().orElseThrow())
                .addString(by.text())
                .addArrayOfInteger(stretches.stream().map(Stretch::point).toArray(Integer[]::new))
                .addArrayOfString(stretches.stream().map(one -> one.level().text()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> utc(one.from())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        stretches.stream().map(one -> utc(one.to())).toArray(OffsetDateTime[]::new));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
