package io.lastseen.recording.archive;

import io.lastseen.Duty;
import io.lastseen.recording.archive.ArchiveQueue.Due;
import io.lastseen.recording.archive.ArchiveQueue.Kind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Archives what is due, again and again. Replicas share the work by claims. */
@ApplicationScoped
class ArchiveLoop {
    private static final Logger LOG = Logger.getLogger(ArchiveLoop.class);
    private static final int BATCH = 64;
    /** Looking for documents that nobody looks after is worth less often: they were silent for a day. */
    private static final int FORGOTTEN_EVERY = 12;
    private final ArchiveQueue queue;
    private final Archiver archiver;
    private final Leftovers leftovers;
    private final ArchiveSettings settings;
    private final Vertx vertx;
    private final Duty duty;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;
    private int polls;

    ArchiveLoop(ArchiveQueue queue, Archiver archiver, Leftovers leftovers, ArchiveSettings settings, Vertx vertx, Duty duty) {
        this.queue = queue;
        this.archiver = archiver;
        this.leftovers = leftovers;
        this.settings = settings;
        this.vertx = vertx;
        this.duty = duty;
    }

    void start(@Observes StartupEvent starting) {
        if (duty.serving()) {
            vertx.setPeriodic(settings.poll().toMillis(), tick -> poll());
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    private void poll() {
        if (!stopping && running.compareAndSet(false, true)) {
            boolean forgotten = polls++ % FORGOTTEN_EVERY == 0;
            Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor())
                .chain(() -> forgotten ? queue.addForgotten(settings.silence()) : Uni.createFrom().voidItem())
                .chain(() -> all(Kind.DOCUMENT, Duration.ZERO, leftovers::lookAfter))
                .chain(() -> all(Kind.SESSION, settings.after(), archiver::archive))
                .subscribe().with(done -> running.set(false), failure -> {
                    running.set(false);
                    LOG.warnf("Sessions could not be archived, they stay due: %s", failure);
                });
        }
    }

    /** Until a batch was not full, so that a backlog does not wait for the next tick. */
    private Uni<Void> all(Kind kind, Duration after, Function<Due, Uni<Void>> work) {
        return queue.claim(kind, after, BATCH).flatMap(due -> Multi.createFrom().iterable(due)
            .onItem().transformToUni(one -> alone(one, work)).merge(settings.atOnce()).collect().last()
            .flatMap(last -> due.size() == BATCH && !stopping ? all(kind, after, work) : Uni.createFrom().voidItem()));
    }

    /** One that cannot be worked on must not hold up the others. */
    private Uni<Void> alone(Due due, Function<Due, Uni<Void>> work) {
        return Uni.createFrom().deferred(() -> work.apply(due)).onFailure().recoverWithUni(failure -> {
            LOG.errorf("The %s %s of site %s could not be archived, it is tried again later: %s", due.kind().text(), due.id(), due.site(), failure);
            return queue.failed(due);
        });
    }
}
