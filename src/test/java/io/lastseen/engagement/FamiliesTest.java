package io.lastseen.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each family of visits in several ways, every other one with a wrong clock, a slower network and things delivered twice.
 * {@code -Dlastseen.variants=N} enacts each in N ways instead of 10.
 */
@DisplayName("Whoever")
@Execution(ExecutionMode.CONCURRENT)
class FamiliesTest {
    private static final int VARIANTS = Integer.getInteger("lastseen.variants", 10);

    @TestFactory
    Stream<DynamicTest> is_told_as_they_were() {
        return Families.all().entrySet().stream().map(family -> DynamicTest.dynamicTest(family.getKey(), () -> {
            Score score = new Score();
            boolean waits = false;
            for (int seed = 0; seed < VARIANTS; seed++) {
                Enactment enactment = new Enactment(family.getKey(), seed);
                family.getValue().accept(enactment);
                Trace trace = seed % 2 == 0 ? enactment.trace() : Retimed.of(enactment.trace(), seed);
                score.add(trace, Retelling.of(trace));
                waits |= enactment.waits();
            }
            assertThat(score.complaints).isEmpty();
            assertThat(waits || score.perfect()).as("Certain ends are known within 15 s at p90, none is early or missing.").isTrue();
        }));
    }
}
