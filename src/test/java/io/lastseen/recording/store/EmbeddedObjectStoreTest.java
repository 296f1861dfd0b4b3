package io.lastseen.recording.store;

import io.lastseen.embedded.EmbeddedStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(EmbeddedStores.class)
class EmbeddedObjectStoreTest extends ObjectStoreContract {

    @Inject
    ObjectStore store;

    @Override
    ObjectStore store() {
        return store;
    }
}
