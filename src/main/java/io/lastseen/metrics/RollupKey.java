package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Comparator;

/** Which rollup. In the order in which all who write several of them lock. */
record RollupKey(String site, String dim, String level, Instant bucket, String key) implements Comparable<RollupKey> {
    private static final Comparator<RollupKey> ORDER = Comparator.comparing(RollupKey::site)
            .thenComparing(RollupKey::dim)
            .thenComparing(RollupKey::level)
            .thenComparing(RollupKey::bucket)
            .thenComparing(RollupKey::key);

    static RollupKey read(Row row) {
        return new RollupKey(
                row.getString("site_id"),
                row.getString("dim"),
                row.getString("level"),
                row.getOffsetDateTime("bucket").toInstant(),
                row.getString("key"));
    }

    @Override
    public int compareTo(RollupKey other) {
        return ORDER.compare(this, other);
    }
}
