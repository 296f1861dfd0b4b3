package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/** Which rollup. In the order in which all who write several of them lock. */
record RollupKey(String site, String dim, String level, Instant bucket, String key) implements Comparable<RollupKey> {

    static RollupKey read(Row row) {
        return new RollupKey(
                row.getString("site_id"),
                row.getString("dim"),
                row.getString("level"),
                row.getOffsetDateTime("bucket").toInstant(),
                row.getString("key"));
    }

    /** Not by comparators: folding compares millions of times. */
    @Override
    public int compareTo(RollupKey other) {
        int order = site.compareTo(other.site);
        order = order != 0 ? order : dim.compareTo(other.dim);
        order = order != 0 ? order : level.compareTo(other.level);
        order = order != 0 ? order : bucket.compareTo(other.bucket);
        return order != 0 ? order : key.compareTo(other.key);
    }
}
