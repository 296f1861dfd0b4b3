package io.lastseen.recording.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Opens the store before anything that needs it starts, so that a wrong setting ends the start. */
@Singleton
class StoreAtStart {

    @Produces
    @Singleton
    ObjectStore store(ObjectStoreSettings settings) {
        return StoreOpening.open(settings);
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, ObjectStore store) {
        store.toString();
    }
}
