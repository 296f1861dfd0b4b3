package io.lastseen.embedded;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Starts the server again when it ends by itself: PostgreSQL gives up where its log cannot be written, and stays down when
 * the disk has room again. Tries every 2 s until it runs or this is closed.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final long AGAIN_MS = 2_000;

    private final Supplier<Optional<ProcessHandle>> server;
    private final Runnable start;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lastseen-postgres-supervisor");
        made.setDaemon(true);
        return made;
    });
    private boolean closed;

    /** @param start fails with an {@link EmbeddedFailure} where the server does not come up */
    Supervisor(Supplier<Optional<ProcessHandle>> server, Runnable start) {
        this.server = server;
        this.start = start;
    }

    void watch() {
        server.get().ifPresentOrElse(process -> process.onExit().thenRun(() -> reviveAfter(0)), () -> reviveAfter(AGAIN_MS));
    }

    private synchronized void reviveAfter(long ms) {
        if (!closed) {
            thread.schedule(this::revive, ms, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        try {
            LOG.warn("The embedded PostgreSQL has ended by itself; it is started again");
            start.run();
            watch();
        } catch (EmbeddedFailure failure) {
            LOG.warn(failure.getMessage());
            reviveAfter(AGAIN_MS);
        }
    }

    /** From now on the server may end. Waits for a start that is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdownNow();
    }
}
