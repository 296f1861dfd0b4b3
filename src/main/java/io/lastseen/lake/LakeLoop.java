package io.lastseen.lake;

import io.lastseen.Duty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Writes the files of days that have changed, one after the other, again and again. */
@ApplicationScoped
class LakeLoop {
    private static final Logger LOG = Logger.getLogger(LakeLoop.class);

    private final LakeDays days;
    private final LakeWriter writer;
    private final LakeSettings settings;
    private final Vertx vertx;
    private final Duty duty;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    LakeLoop(LakeDays days, LakeWriter writer, LakeSettings settings, Vertx vertx, Duty duty) {
        this.days = days;
        this.writer = writer;
        this.settings = settings;
        this.vertx = vertx;
        this.duty = duty;
    }

    void start(@Observes StartupEvent starting) {
        if (duty.serving()) {
            long poll = settings.poll().toMillis();
            vertx.setTimer(1, first -> poll());
            vertx.setPeriodic(poll, tick -> poll());
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    private void poll() {
        if (running.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                try {
                    days.turn(settings.enabled());
                    for (LakeDay day : days.due(settings.after())) {
                        if (!stopping) {
                            write(day);
                        }
                    }
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("Days that have to be written as files could not be looked for, it is tried again: %s", e);
                } finally {
                    running.set(false);
                }
            });
        }
    }

    /** One that cannot be written must not hold up the others. */
    private void write(LakeDay day) {
        try {
            writer.write(day);
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.errorf("The files of site %s of %s could not be written, it is tried again: %s", day.site(), day.day(), e);
        }
    }
}
