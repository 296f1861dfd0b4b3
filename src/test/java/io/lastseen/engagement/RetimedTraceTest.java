package io.lastseen.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No rule hangs on one trace's ids, pace, clock or network. {@code -Dlastseen.variants=N} tells each trace in N more ways. */
class RetimedTraceTest {
    private static final int VARIANTS = Integer.getInteger("lastseen.variants", 2);

    @Test
    void a_trace_with_other_ids_another_pace_a_wrong_clock_and_a_slower_network_is_told_as_its_author_labelled_it() throws URISyntaxException {
        List<Trace> traces = Trace.all(Path.of(getClass().getResource("/corpus").toURI()));
        Score score = new Score();
        for (int seed = 0; seed < VARIANTS; seed++) {
            for (Trace trace : traces) {
                Trace retimed = Retimed.of(trace, seed);
                score.add(retimed, Retelling.of(retimed));
            }
        }
        System.out.println(Score.heading() + "\n" + score.line("retimed"));
        assertThat(score.complaints).isEmpty();
        assertThat(score.perfect()).isTrue();
    }
}
