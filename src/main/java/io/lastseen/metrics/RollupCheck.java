package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts a site's sessions and views anew, day by day, and compares with the rollups, bit by bit. */
@ApplicationScoped
class RollupCheck {
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";
    private static final String SPAN =
            """
            select min(at) as first, max(at) as last from (
                select min(started_at) as at from session where site_id = $1 union all
                select max(started_at) from session where site_id = $1 union all
                select min(bucket) from rollup where site_id = $1 union all
                select max(bucket) from rollup where site_id = $1) ends
            """;
    private static final String STORED =
            "select site_id, dim, level::text as level, bucket, key, cell from rollup where site_id = $1 and bucket >= $2 and bucket < $3";
    private static final String PENDING =
            "select * from rollup_delta where site_id = $1 and bucket >= $2 and bucket < $3";

    /** All a site's deltas wait for the lock, so none of what is deleted comes back. */
    private static final List<String> CLEAR = List.of(
            "delete from rollup_delta where site_id = $1",
            "delete from rollup where site_id = $1",
            "delete from contribution where site_id = $1",
            "update rollup_state set complete = false, after_id = '' where site_id = $1");

    private final Pool pool;

    RollupCheck(Pool pool) {
        this.pool = pool;
    }

    /** Reads all the site's sessions: a minute for some millions. */
    Uni<RollupComparison> compare(String site) {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_MOMENT)
                .execute()
                .chain(set -> transaction.preparedQuery(SPAN).execute(Tuple.of(site)))
                .chain(span -> days(transaction, site, span.iterator().next())));
    }

    /** Forgets what was counted of a site; it is counted anew in the background, and answered from sessions until then. */
    Uni<Void> startAnew(String site) {
        return pool.withTransaction(transaction -> transaction
                .query("select pg_advisory_xact_lock(" + Fold.LOCK + ")")
                .execute()
                .chain(held -> transaction
                        .preparedQuery("select pg_advisory_xact_lock(" + Goals.LOCK + ", hashtext($1))")
                        .execute(Tuple.of(site)))
                .chain(locked -> {
                    List<Uni<?>> cleared = new ArrayList<>();
                    CLEAR.forEach(sql -> cleared.add(transaction.preparedQuery(sql).execute(Tuple.of(site))));
                    return Uni.combine().all().unis(cleared).discardItems();
                }));
    }

    private static Uni<RollupComparison> days(SqlConnection transaction, String site, Row span) {
        OffsetDateTime first = span.getOffsetDateTime("first");
        if (first == null) {
            return Uni.createFrom().item(new RollupComparison(site, 0, 0, 0, List.of()));
        }
        Instant day = RollupLevel.DAY.floor(first.toInstant());
        Instant last = span.getOffsetDateTime("last").toInstant();
        return from(transaction, site, day, last, new RollupComparison(site, 0, 0, 0, List.of()));
    }

    private static Uni<RollupComparison> from(
            SqlConnection transaction, String site, Instant day, Instant last, RollupComparison before) {
        return day(transaction, site, day).chain(found -> {
            RollupComparison both = before.plus(found);
            Instant next = day.plus(1, ChronoUnit.DAYS);
            return next.isAfter(last) ? Uni.createFrom().item(both) : from(transaction, site, next, last, both);
        });
    }

    private static Uni<RollupComparison> day(SqlConnection transaction, String site, Instant day) {
        Tuple of = Tuple.of(site, day.atOffset(ZoneOffset.UTC), day.plus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(ContributionSql.ANEW).execute(of),
                        transaction.preparedQuery(PENDING).execute(of),
                        transaction.preparedQuery(STORED).execute(of))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(all -> compared(site, all.getItem1(), all.getItem2(), all.getItem3()));
    }

    private static RollupComparison compared(
            String site, RowSet<Row> sessions, RowSet<Row> pending, RowSet<Row> stored) {
        Cells anew = new Cells();
        sessions.forEach(row -> anew.add(site, Contribution.read(row, "bucket", true, row.getString("visitor_id")), 1));
        Cells changes = new Cells();
        pending.forEach(row -> changes.add(site, Contribution.read(row, "bucket", true, ""), row.getShort("sign")));
        SortedMap<RollupKey, Cell> kept = new TreeMap<>(changes.all());
        stored.forEach(row -> CellCodec.decode(
                row.getBuffer("cell").getBytes(), kept.computeIfAbsent(RollupKey.read(row), none -> new Cell())));
        kept.values().removeIf(cell -> Arrays.equals(CellCodec.encode(cell), CellCodec.encode(new Cell())));
        Set<RollupKey> keys = new TreeSet<>(kept.keySet());
        keys.addAll(anew.all().keySet());
        List<RollupKey> wrong = keys.stream()
                .filter(key -> !kept.containsKey(key)
                        || !anew.all().containsKey(key)
                        || !Arrays.equals(CellCodec.encode(kept.get(key)), CellCodec.encode(anew.all().get(key))))
                .toList();
        return new RollupComparison(
                site, sessions.size(), keys.size(), wrong.size(), wrong.stream().limit(RollupComparison.TOLD).toList());
    }
}
