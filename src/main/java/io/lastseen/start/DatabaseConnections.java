package io.lastseen.start;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Connections to PostgreSQL that do not wait for ever. Where the way there is cut without a goodbye, nothing ends a
 * connection by itself: a decision that waits on it would wait until the next restart.
 *
 * <p>What is asked again and again is parsed once for a connection, but planned each time: a plan that was made for empty tables and
 * kept would take minutes for what takes a second, as tables, and each day's partitions, grow from nothing while connections last.
 */
@Singleton
class DatabaseConnections implements PgPoolCreator {
    /** Characters; the statement of ingest has 7,500. */
    private static final int LONGEST_KEPT_STATEMENT = 16_384;
    /** For each connection, in which PostgreSQL keeps some 50 KB for one: what ingest and decisions ask, and the numbers looked at last. */
    private static final int KEPT_STATEMENTS = 96;
    private final DatabaseConnectionSettings settings;

    DatabaseConnections(DatabaseConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        for (PgConnectOptions options : input.pgConnectOptionsList()) {
            options.setConnectTimeout((int) settings.longestOpening().toMillis());
            options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
            options.setReadIdleTimeout((int) settings.longestSilence().toMillis());
            // PostgreSQL does not learn of the cut either: a transaction it goes on waiting for would hold its locks for hours
            options.addProperty("idle_in_transaction_session_timeout", String.valueOf(settings.longestSilence().toMillis()));
            options.addProperty("plan_cache_mode", "force_custom_plan");
            options.setCachePreparedStatements(true);
            options.setPreparedStatementCacheSqlLimit(LONGEST_KEPT_STATEMENT);
            options.setPreparedStatementCacheMaxSize(KEPT_STATEMENTS);
        }
        return Pool.pool(input.vertx(), input.pgConnectOptionsList().get(0), input.poolOptions());
    }
}
