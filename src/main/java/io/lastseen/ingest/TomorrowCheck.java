package io.lastseen.ingest;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether there is a place for what comes after midnight. */
@Readiness
@ApplicationScoped
class TomorrowCheck implements AsyncHealthCheck {
    private static final String NAME = "partitions of tomorrow";
    private final Partitions partitions;

    TomorrowCheck(Partitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return partitions.tomorrowIsThere().map(there -> HealthCheckResponse.named(NAME).status(there).build())
            .onFailure().recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
