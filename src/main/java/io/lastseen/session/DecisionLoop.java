package io.lastseen.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Decides visitors that are due, again and again. Any replica decides any visitor; the visitor's row lock keeps two from
 * deciding the same one at a time, so they never make two sessions of one visit.
 */
@ApplicationScoped
class DecisionLoop {
    private static final Logger LOG = Logger.getLogger(DecisionLoop.class);
    private static final int BATCH = 64;
    private static final long POLL_MS = 200;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private final Pool pool;
    private final VisitorHistories histories;
    private final DecisionWriter writer;
    private final Decider decider;
    private final Vertx vertx;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    DecisionLoop(Pool pool, VisitorHistories histories, DecisionWriter writer, Decider decider, Vertx vertx) {
        this.pool = pool;
        this.histories = histories;
        this.writer = writer;
        this.decider = decider;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent starting) {
        vertx.setPeriodic(POLL_MS, tick -> poll());
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    private void poll() {
        if (!stopping && running.compareAndSet(false, true)) {
            decideAll().subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                LOG.warnf("Visitors could not be decided, they stay due: %s", failure);
            });
        }
    }

    /** Until a batch was not full, so that a backlog does not wait for the next tick. */
    private Uni<Void> decideAll() {
        return decideBatch().flatMap(decided -> decided == BATCH && !stopping ? decideAll() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> decideBatch() {
        return pool.withTransaction(transaction -> histories.claim(transaction, BATCH).flatMap(claimed -> {
            if (claimed.histories().isEmpty()) {
                return Uni.createFrom().item(0);
            }
            return Uni.createFrom().item(() -> claimed.histories().stream().map(one -> decide(one, claimed.now())).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap((List<Decided> decisions) -> writer.write(transaction, decisions).replaceWith(decisions.size()));
        }));
    }

    /** A visitor that cannot be decided must not hold up the others: it stays as it is and is tried again later. */
    private Decided decide(VisitorHistory history, Instant now) {
        try {
            return decider.decide(history, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A visitor of site %s could not be decided", history.due().site());
            return new Decided(history, now, List.of(), Map.of(), Optional.of(now.plus(AFTER_FAILURE)));
        }
    }
}
