package io.lastseen.simulation;

import static org.assertj.core.api.Assertions.fail;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Replicas, recorders and stores under every fault there is, on a virtual clock: nothing acknowledged is lost, nothing erased
 * comes back. {@code -Dlastseen.seeds=N} sets how many seeds, {@code -Dlastseen.seed=N} the first; one that failed does so again.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
    private static final long FIRST = Long.getLong("lastseen.seed", 0);
    private static final int SEEDS = Integer.getInteger("lastseen.seeds", System.getProperty("lastseen.seed") == null ? 2_000 : 1);
    /** A chunk that two sessions share was swept while the archive of one could not be written for two days. */
    private static final long BROKE_ONCE = 15_060;
    /** Kept, or its level would be forgotten. */
    private static final Logger PRODUCT = Logger.getLogger("io.lastseen");
    private static final Level BEFORE = PRODUCT.getLevel();

    /** What is injected is warned of, over and over. */
    @BeforeAll
    static void hush() {
        PRODUCT.setLevel(Level.OFF);
        Infrastructure.setDroppedExceptionHandler(dropped -> { });
    }

    @AfterAll
    static void speak() {
        PRODUCT.setLevel(BEFORE);
        Infrastructure.resetDroppedExceptionHandler();
    }

    @Test
    void what_is_acknowledged_is_played_once_and_in_order_and_what_is_erased_never_again() {
        LongStream.concat(LongStream.of(BROKE_ONCE), LongStream.range(FIRST, FIRST + SEEDS)).forEach(seed -> {
            try {
                new World(seed).live();
            } catch (Throwable broken) {
                fail("-Dlastseen.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        });
    }
}
