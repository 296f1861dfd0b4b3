package io.lastseen.recording.erasure;

import io.lastseen.Backlog;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Erases what is older than its site keeps it, counted from the session's end. Replicas that do so at once find different sessions. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    /** Of a site with one erasure: a transaction that locks so many rows is short. */
    private static final int SESSIONS = 200;
    private final ErasureSubjects subjects;
    private final Erasures erasures;
    private final ErasureSettings settings;
    private final Vertx vertx;

    Retention(ErasureSubjects subjects, Erasures erasures, ErasureSettings settings, Vertx vertx) {
        this.subjects = subjects;
        this.erasures = erasures;
        this.settings = settings;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent starting) {
        vertx.setPeriodic(settings.retention().toMillis(), tick -> Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor())
            .chain(this::enforce)
            .subscribe().with(done -> { }, failure -> LOG.warnf("Old recordings could not be erased, it is tried again: %s", failure)));
    }

    /** Until nothing is older than it may be. */
    Uni<Void> enforce() {
        return Backlog.workOff(() -> subjects.expired(SESSIONS).flatMap(expired -> Multi.createFrom().iterable(expired)
            .onItem().transformToUniAndConcatenate(erasures::accept).collect().last().map(last -> !expired.isEmpty())));
    }
}
