package io.lastseen;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;

/** Quarkus's own pool. */
@ApplicationScoped
class WorkerThreads implements Workers {

    @Override
    public void execute(Runnable work) {
        Infrastructure.getDefaultExecutor().execute(work);
    }
}
