package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
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
import java.util.Optional;
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
            "select site_id, dim, level::text as level, bucket, key, cell from rollup where site_id = $1 and bucket >= $2 and bucket < $3"
                    + " and (dim not like '" + FunnelContribution.dim("%") + "' or exists (select from funnel_state f"
                    + " where f.site_id = $1 and f.complete and dim = '" + FunnelContribution.dim("") + "' || f.funnel_id))";
    private static final String PENDING =
            "select * from rollup_delta where site_id = $1 and bucket >= $2 and bucket < $3";

    private static final String WATCHED = "select funnel_id from funnel_state where site_id = $1 and complete";
    private static final String PENDING_OF_FUNNELS =
            "select * from funnel_delta where site_id = $1 and started_at >= $2 and started_at < $3 and funnel_id in (" + WATCHED + ")";

    /** All a site's deltas wait for the lock, so none of what is deleted comes back. */
    private static final List<String> CLEAR = List.of(
            "delete from rollup_delta where site_id = $1",
            "delete from rollup where site_id = $1",
            "delete from contribution where site_id = $1",
            "delete from funnel_delta where site_id = $1",
            "delete from funnel_contribution where site_id = $1",
            "update funnel_state set complete = false, after_id = '' where site_id = $1",
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
                .chain(held -> transaction
                        .preparedQuery("select pg_advisory_xact_lock(" + FunnelContributions.LOCK + ", hashtext($1))")
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
                        transaction.preparedQuery(STORED).execute(of),
                        FunnelHits.ofPeriod(
                                transaction,
                                Optional.empty(),
                                site,
                                new Period(day, day.plus(1, ChronoUnit.DAYS)),
                                SessionTraits.ANY,
                                "s.final"),
                        transaction.preparedQuery(PENDING_OF_FUNNELS).execute(of),
                        transaction.preparedQuery(WATCHED).execute(Tuple.of(site)))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(all -> {
                    Set<String> watched = new TreeSet<>();
                    all.getItem6().forEach(row -> watched.add(row.getString("funnel_id")));
                    Cells anew = new Cells();
                    all.getItem1().forEach(row ->
                            anew.add(site, Contribution.read(row, "bucket", true, row.getString("visitor_id")), 1));
                    all.getItem4().stream().filter(one -> watched.contains(one.funnel())).forEach(one -> anew.add(one, 1));
                    Cells changes = new Cells();
                    all.getItem2().forEach(row ->
                            changes.add(site, Contribution.read(row, "bucket", true, ""), row.getShort("sign")));
                    all.getItem5().forEach(row -> changes.add(FunnelContribution.read(row), row.getShort("sign")));
                    return compared(site, all.getItem1().size(), anew, changes, all.getItem3());
                });
    }

    private static RollupComparison compared(
            String site, long sessions, Cells anew, Cells changes, RowSet<Row> stored) {
        SortedMap<RollupKey, Cell> kept = new TreeMap<>(changes.all());
        stored.forEach(row -> CellCodec.decode(
                row.getBuffer("cell").getBytes(), kept.computeIfAbsent(RollupKey.read(row), none -> new Cell())));
        kept.values().removeIf(Cell::isEmpty);
        Set<RollupKey> keys = new TreeSet<>(kept.keySet());
        keys.addAll(anew.all().keySet());
        List<RollupKey> wrong = keys.stream()
                .filter(key -> !kept.containsKey(key)
                        || !anew.all().containsKey(key)
                        || !Arrays.equals(CellCodec.encode(kept.get(key)), CellCodec.encode(anew.all().get(key))))
                .toList();
        return new RollupComparison(
                site, sessions, keys.size(), wrong.size(), wrong.stream().limit(RollupComparison.TOLD).toList());
    }
}
