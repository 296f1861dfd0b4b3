package io.lastseen.start;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Connections to PostgreSQL that do not wait for ever. Where the way there is cut without a goodbye, nothing ends a
 * connection by itself: a decision that waits on it would wait until the next restart.
 */
@Singleton
class DatabaseConnections implements PgPoolCreator {
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
        }
        return Pool.pool(input.vertx(), input.pgConnectOptionsList().get(0), input.poolOptions());
    }
}
