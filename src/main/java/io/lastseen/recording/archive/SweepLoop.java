package io.lastseen.recording.archive;

import io.lastseen.Duty;
import io.lastseen.Workers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Sweeps the store again and again, one replica at a time. */
@ApplicationScoped
class SweepLoop {
    private static final Logger LOG = Logger.getLogger(SweepLoop.class);
    private final Sweep sweep;
    private final ObjectOwners owners;
    private final ArchiveSettings settings;
    private final Vertx vertx;
    private final Workers workers;
    private final Duty duty;

    SweepLoop(Sweep sweep, ObjectOwners owners, ArchiveSettings settings, Vertx vertx, Workers workers, Duty duty) {
        this.sweep = sweep;
        this.owners = owners;
        this.settings = settings;
        this.vertx = vertx;
        this.workers = workers;
        this.duty = duty;
    }

    void start(@Observes StartupEvent starting) {
        if (duty.serving()) {
            vertx.setPeriodic(settings.sweep().toMillis(), tick -> inTurn());
        }
    }

    private void inTurn() {
        Uni.createFrom().voidItem().emitOn(workers)
            .chain(() -> owners.takeTurn("sweep", settings.sweep().dividedBy(2)))
            .chain(mine -> mine ? sweep.sweep() : Uni.createFrom().item(0))
            .subscribe().with(removed -> {
                if (removed > 0) {
                    LOG.debugf("%d objects were removed that nobody needs", removed);
                }
            }, failure -> LOG.warnf("The object store could not be swept, it is tried again: %s", failure));
    }
}
