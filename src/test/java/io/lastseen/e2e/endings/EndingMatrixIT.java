package io.lastseen.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Once each by default. {@code -Dlastseen.endings.runs=50} repeats, appends to the file that
 * {@code -Dlastseen.endings.results} names, goes on where it was cut off, and writes the table beside it.
 */
@DisplayName("Every way a visit ends in a real browser")
class EndingMatrixIT {
    private static final long KNOWN_WITHIN_MS = 15_000;
    private static final long END_WITHIN_MS = 1_000;

    private static Matrix matrix;
    private static Runs runs;
    private static int times;

    @BeforeAll
    static void play() throws Exception {
        times = Integer.getInteger("lastseen.endings.runs", 1);
        Path results = Path.of(System.getProperty("lastseen.endings.results", "target/endings/chromium.jsonl"));
        if (System.getProperty("lastseen.endings.runs") == null) {
            Files.deleteIfExists(results);
        }
        runs = new Runs(results);
        matrix = new Matrix(runs, Ending.Make.CHROMIUM, System.getProperty("lastseen.endings.only", ""),
                Integer.getInteger("lastseen.endings.beside", 10));
        matrix.play(times);
        String table = new Table(runs, matrix.endings(), Ending.Make.CHROMIUM).toString();
        Files.writeString(results.resolveSibling("chromium.md"), table);
        System.out.println(table);
    }

    @TestFactory
    Stream<DynamicTest> is_one_session_with_the_right_reason() {
        return matrix.endings().stream().map(ending -> DynamicTest.dynamicTest(ending.name(), () -> {
            List<Run> made = runs.of(ending, Ending.Make.CHROMIUM);
            assertThat(made).allSatisfy(run -> assertThat(run.wrong()).isEmpty());
            assertThat(runs.made(ending, Ending.Make.CHROMIUM)).as("%s", made).isGreaterThanOrEqualTo(times);
        }));
    }

    @Test
    @DisplayName("is known within 15 s where an exit was seen (95 of 100)")
    void is_known_soon() {
        assertThat(Percentile.P95.of(certain().mapToLong(Run::knowMs))).isLessThanOrEqualTo(KNOWN_WITHIN_MS);
    }

    @Test
    @DisplayName("is placed within 1 s (95 of 100)")
    void is_placed_exactly() {
        LongStream errors = runs.all().stream().filter(Run::hasVerdict).mapToLong(Run::misplacedMs);
        assertThat(Percentile.P95.of(errors)).isLessThanOrEqualTo(END_WITHIN_MS);
    }

    private static Stream<Run> certain() {
        return matrix.endings().stream().filter(ending -> ending.becomes().sureness() == Becomes.Sureness.CERTAIN)
                .flatMap(ending -> runs.of(ending, Ending.Make.CHROMIUM).stream()).filter(Run::hasVerdict);
    }
}
