package io.lastseen.recording.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The object store answers: asked about an object that never is, it says so. */
@Readiness
@ApplicationScoped
class StoreReadiness implements AsyncHealthCheck {

    private static final ObjectName NOTHING = new ObjectName("probe/none");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectStore store;

    StoreReadiness(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return store.stat(NOTHING).replaceWithVoid()
                .onFailure(StoreException.NoSuchObject.class).recoverWithNull()
                .ifNoItem().after(PATIENCE).fail()
                .map(answered -> HealthCheckResponse.up("object store"))
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.named("object store").down()
                        .withData("reason", "the object store does not answer").build());
    }
}
