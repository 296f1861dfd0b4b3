package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Rollups in PostgreSQL. */
@ApplicationScoped
class RollupStore {
    private static final String KEYS =
            "unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]) as k(site_id, dim, level, bucket, key)";
    private static final String READ =
            "select k.*, r.cell from " + KEYS
                    + " join rollup r on r.site_id = k.site_id and r.dim = k.dim and r.level = k.level::\"char\""
                    + " and r.bucket = k.bucket and r.key = k.key";
    private static final String WRITE =
            """
            insert into rollup (site_id, dim, level, bucket, key, sessions, cell)
            select site_id, dim, level::"char", bucket, key, sessions, cell
            from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[], $7::bytea[])
                as k(site_id, dim, level, bucket, key, sessions, cell)
            on conflict (site_id, dim, level, bucket, key) do update set sessions = excluded.sessions, cell = excluded.cell
            """;
    private static final String CLEAR =
            "delete from rollup r using " + KEYS
                    + " where r.site_id = k.site_id and r.dim = k.dim and r.level = k.level::\"char\""
                    + " and r.bucket = k.bucket and r.key = k.key";

    /** Adds to what is stored; whoever calls is the only one that does. */
    Uni<Void> add(SqlConnection transaction, SortedMap<RollupKey, Cell> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction.preparedQuery(READ).execute(keys(changes.keySet())).emitOn(Infrastructure.getDefaultExecutor()).chain(rows -> {
            Map<RollupKey, byte[]> stored = new HashMap<>();
            rows.forEach(row -> stored.put(RollupKey.read(row), row.getBuffer("cell").getBytes()));
            return write(transaction, changes, stored);
        });
    }

    private static Uni<Void> write(SqlConnection transaction, SortedMap<RollupKey, Cell> changes, Map<RollupKey, byte[]> stored) {
        List<RollupKey> full = new ArrayList<>();
        List<RollupKey> empty = new ArrayList<>();
        List<Long> sessions = new ArrayList<>();
        List<Buffer> bytes = new ArrayList<>();
        changes.forEach((key, change) -> sum(stored.remove(key), change).ifPresentOrElse(
                cell -> {
                    full.add(key);
                    sessions.add(change.count(CellCount.SESSIONS));
                    bytes.add(Buffer.buffer(cell));
                },
                () -> empty.add(key)));
        Tuple written = keys(full).addArrayOfLong(sessions.toArray(Long[]::new)).addValue(bytes.toArray(Buffer[]::new));
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(WRITE).execute(written),
                        transaction.preparedQuery(CLEAR).execute(keys(empty)))
                .discardItems();
    }

    private static Optional<byte[]> sum(byte[] stored, Cell change) {
        if (stored != null) {
            return CellCodec.add(stored, change);
        }
        return change.isEmpty() ? Optional.empty() : Optional.of(CellCodec.encode(change));
    }

    private static Tuple keys(Collection<RollupKey> keys) {
        return Tuple.tuple()
                .addArrayOfString(keys.stream().map(RollupKey::site).toArray(String[]::new))
                .addArrayOfString(keys.stream().map(RollupKey::dim).toArray(String[]::new))
                .addArrayOfString(keys.stream().map(RollupKey::level).toArray(String[]::new))
                .addArrayOfOffsetDateTime(keys.stream()
                        .map(key -> key.bucket().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(keys.stream().map(RollupKey::key).toArray(String[]::new));
    }
}
