package io.lastseen.site;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Refusals in PostgreSQL. The newest {@value #KEPT_PER_SITE} kinds of each site are kept, so strangers cannot fill it. */
@ApplicationScoped
class RefusalTable {
    static final int KEPT_PER_SITE = 200;

    private static final String ADD = """
            insert into refusal as known (site_id, reason, origin, detail, count, first_at, last_at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[],
                                 $6::timestamptz[], $7::timestamptz[])
            on conflict (site_id, reason, origin, detail) do update set
              count = known.count + excluded.count,
              first_at = least(known.first_at, excluded.first_at),
              last_at = greatest(known.last_at, excluded.last_at)
            """;

    private static final String TRIM = """
            delete from refusal where (site_id, reason, origin, detail) in (
              select site_id, reason, origin, detail from (
                select *, row_number() over (partition by site_id order by last_at desc, reason, origin, detail) as place
                from refusal where site_id = any($1)) numbered
              where place > $2)
            """;

    private static final String OF_SITE = """
            select reason, origin, detail, count, first_at, last_at from refusal
            where site_id in ($1, '') order by last_at desc, reason, origin, detail
            """;

    private final Pool pool;

    RefusalTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(Map<RefusalKey, RefusalCount> counts) {
        Tuple rows = Tuple.tuple()
                .addArrayOfString(keys(counts, RefusalKey::site))
                .addArrayOfString(keys(counts, key -> key.reason().code()))
                .addArrayOfString(keys(counts, RefusalKey::origin))
                .addArrayOfString(keys(counts, RefusalKey::detail))
                .addArrayOfLong(counts.values().stream().map(RefusalCount::count).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(times(counts, RefusalCount::firstAt))
                .addArrayOfOffsetDateTime(times(counts, RefusalCount::lastAt));
        String[] touched = counts.keySet().stream().map(RefusalKey::site).distinct().toArray(String[]::new);
        return pool.preparedQuery(ADD)
                .execute(rows)
                .chain(() -> trim(touched));
    }

    /** Only tidies, so its failure must not have the counts written again. */
    private Uni<Void> trim(String[] sites) {
        return pool.preparedQuery(TRIM)
                .execute(Tuple.tuple().addArrayOfString(sites).addInteger(KEPT_PER_SITE))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** Newest first; with those that no site can be named for. */
    Uni<List<RefusalView>> ofSite(String site) {
        return pool.preparedQuery(OF_SITE).execute(Tuple.of(site)).map(RefusalTable::views);
    }

    private static List<RefusalView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> RefusalView.of(
                        Refusal.of(row.getString("reason")),
                        row.getString("origin"),
                        row.getString("detail"),
                        new RefusalCount(
                                row.getLong("count"),
                                row.getOffsetDateTime("first_at").toInstant(),
                                row.getOffsetDateTime("last_at").toInstant())))
                .toList();
    }

    private static String[] keys(Map<RefusalKey, RefusalCount> counts, Function<RefusalKey, String> part) {
        return counts.keySet().stream().map(part).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(Map<RefusalKey, RefusalCount> counts, Function<RefusalCount, Instant> part) {
        return counts.values().stream().map(part).map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
