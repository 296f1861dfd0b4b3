package io.lastseen.simulation;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulation proves, it proves of PostgreSQL as well: both do the same for every statement there is. */
@QuarkusTest
class SimulatedIndexTest {
    private static final int STEPS = Integer.getInteger("lastseen.lockstep", 60);
    @Inject
    Vertx vertx;
    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;
    @ConfigProperty(name = "quarkus.datasource.username")
    String user;
    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_simulated_index_answers_and_holds_what_postgresql_does(long seed) {
        new Lockstep(seed, time -> new RealTables(vertx, url, user, password, time)).go(STEPS);
    }
}
