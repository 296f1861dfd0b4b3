package io.lastseen.recording.archive;

import io.lastseen.Duty;
import io.lastseen.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Archives what is due, again and again. */
@ApplicationScoped
class ArchiveLoop {
    private static final Logger LOG = Logger.getLogger(ArchiveLoop.class);
    private final ArchiveRound round;
    private final ArchiveSettings settings;
    private final Vertx vertx;
    private final Workers workers;
    private final Duty duty;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    ArchiveLoop(ArchiveRound round, ArchiveSettings settings, Vertx vertx, Workers workers, Duty duty) {
        this.round = round;
        this.settings = settings;
        this.vertx = vertx;
        this.workers = workers;
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
            Uni.createFrom().voidItem().emitOn(workers).chain(() -> round.go(() -> stopping)).subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                // Where the service ends meanwhile, its connections do first.
                LOG.logf(stopping ? Logger.Level.DEBUG : Logger.Level.WARN, "Sessions could not be archived, they stay due: %s", failure);
            });
        }
    }
}
