package io.lastseen.recording.erasure;

import io.lastseen.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Goes on with erasures, again and again. */
@ApplicationScoped
class ErasureLoop {
    private static final Logger LOG = Logger.getLogger(ErasureLoop.class);
    private final ErasureRound round;
    private final ErasureSettings settings;
    private final Vertx vertx;
    private final Workers workers;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    ErasureLoop(ErasureRound round, ErasureSettings settings, Vertx vertx, Workers workers) {
        this.round = round;
        this.settings = settings;
        this.vertx = vertx;
        this.workers = workers;
    }

    void start(@Observes StartupEvent starting) {
        vertx.setPeriodic(settings.poll().toMillis(), tick -> poll());
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    private void poll() {
        if (!stopping && running.compareAndSet(false, true)) {
            Uni.createFrom().voidItem().emitOn(workers).chain(() -> round.go(() -> stopping)).subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                LOG.warnf("Erasing goes on later: %s", failure);
            });
        }
    }
}
