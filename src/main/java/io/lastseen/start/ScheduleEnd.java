package io.lastseen.start;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** No scheduled task begins once the service ends: it would find its database gone, and say so as an error. One that has begun is quiet about it. */
@ApplicationScoped
class ScheduleEnd {
    private final Scheduler scheduler;

    ScheduleEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void end(@Observes ShutdownEvent ending) {
        QuietEnd.begin();
        scheduler.pause();
    }
}
