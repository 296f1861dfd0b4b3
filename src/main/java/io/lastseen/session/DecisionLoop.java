package io.lastseen.session;

import io.lastseen.Backlog;
import io.lastseen.Duty;
import io.lastseen.session.VisitorClaims.Which;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Decides visitors that are due, again and again. Any replica decides any visitor; the visitor's row lock keeps two from
 * deciding the same one at a time, so they never make two sessions of one visit.
 */
@ApplicationScoped
class DecisionLoop {
    private static final Logger LOG = Logger.getLogger(DecisionLoop.class);
    private static final int BATCH = 500;
    private static final long POLL_MS = 200;
    /** Other lanes take some of the same batches. */
    private static final int ROWS_AHEAD = 4;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private final Pool pool;
    private final VisitorClaims claims;
    private final VisitorHistories histories;
    private final Lineage lineage;
    private final DecisionWriter writer;
    private final Decider decider;
    private final SessionCounting counting;
    private final Vertx vertx;
    private final Duty duty;
    /**
     * Of all there are two: while one batch is decided here, PostgreSQL reads and writes for another. Under load these have everyday
     * evidence of many to read before they come to an ending that has just become due; who waits for one does not queue there.
     */
    private final List<Lane> lanes = List.of(new Lane(Which.URGENT), new Lane(Which.ALL), new Lane(Which.ALL));
    private volatile boolean stopping;

    DecisionLoop(Pool pool, VisitorClaims claims, VisitorHistories histories, Lineage lineage, DecisionWriter writer, Decider decider,
                 SessionCounting counting, Vertx vertx, Duty duty) {
        this.pool = pool;
        this.claims = claims;
        this.histories = histories;
        this.lineage = lineage;
        this.writer = writer;
        this.decider = decider;
        this.counting = counting;
        this.vertx = vertx;
        this.duty = duty;
    }

    void start(@Observes StartupEvent starting) {
        if (duty.serving()) {
            vertx.setPeriodic(POLL_MS, tick -> lanes.forEach(Lane::poll));
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    /** One batch after the other until one was not full, so that a backlog does not wait for the next tick. */
    private final class Lane {
        private final Which which;
        private final AtomicBoolean running = new AtomicBoolean();

        Lane(Which which) {
            this.which = which;
        }

        void poll() {
            if (!stopping && running.compareAndSet(false, true)) {
                Backlog.workOff(() -> decideBatch(which).map(more -> more && !stopping)).subscribe().with(done -> running.set(false), failure -> {
                    running.set(false);
                    LOG.warnf("Visitors could not be decided, they stay due: %s", failure);
                });
            }
        }
    }

    /** What a batch left: whether it was full, and who has to be joined before they can be decided. */
    private record Done(boolean full, List<Kinship> kin) {
    }

    private Uni<Boolean> decideBatch(Which which) {
        return claims.any(which).flatMap(any -> any ? decideSome(which) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> decideSome(Which which) {
        return claims.makeRows(which, ROWS_AHEAD * BATCH)
            .flatMap(made -> pool.withTransaction(transaction -> claims.claim(transaction, which, BATCH)
                .flatMap(claimed -> claimed.isEmpty() ? Uni.createFrom().item(new Done(false, List.of()))
                    : histories.read(transaction, claimed).flatMap(read -> decide(transaction, read)))))
            .flatMap(done -> done.kin().isEmpty() ? Uni.createFrom().item(done.full()) : lineage.join(done.kin()).replaceWith(done.full()));
    }

    /** Who turns out to be kin of somebody else stays due, and is decided once they are joined: their locks are taken in order then. */
    private Uni<Done> decide(SqlConnection transaction, VisitorHistories.Read read) {
        return lineage.of(transaction, read.histories()).flatMap(kin -> {
            Set<DueVisitor> waiting = waiting(read.histories(), kin);
            List<VisitorHistory> ready = read.histories().stream().filter(history -> !waiting.contains(history.due())).toList();
            return Uni.createFrom().item(() -> ready.parallelStream().map(one -> decide(one, read.now())).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap((List<Decided> decisions) -> writer.write(transaction, decisions)
                    .flatMap(written -> counting.settled(transaction, decisions.stream().flatMap(Decided::settled).toList())))
                .replaceWith(new Done(read.histories().size() == BATCH, kin));
        });
    }

    private static Set<DueVisitor> waiting(List<VisitorHistory> histories, List<Kinship> kin) {
        return histories.stream().map(VisitorHistory::due).filter(due -> kin.stream().anyMatch(one -> one.site().equals(due.site())
            && (one.one().equals(due.visitor()) || one.other().equals(due.visitor())))).collect(Collectors.toSet());
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
