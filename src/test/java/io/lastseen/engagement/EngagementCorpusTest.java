package io.lastseen.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Labelled traces through wire signals, evidence and verdict under a virtual clock.
 *
 * <p>{@code -Dlastseen.corpus=DIR} takes the traces from a folder of one's own; the score is then printed and written, and
 * judged by its reader.
 */
@Execution(ExecutionMode.CONCURRENT)
class EngagementCorpusTest {
    @Test
    void every_trace_is_told_as_its_author_labelled_it() throws IOException, URISyntaxException {
        String own = System.getProperty("lastseen.corpus");
        List<Trace> traces = Trace.all(own == null ? Path.of(getClass().getResource("/corpus").toURI()) : Path.of(own));
        Score score = new Score();
        for (Trace trace : traces) {
            score.add(trace, Retelling.of(trace));
        }
        Files.createDirectories(Path.of("target"));
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(Path.of("target", "engagement-score.json").toFile(), score.json());
        System.out.println(table(traces, score));
        if (own == null) {
            assertThat(score.complaints).isEmpty();
            assertThat(score.perfect()).as("Certain ends are known within 15 s at p90, none is early or missing.").isTrue();
        }
    }

    private static String table(List<Trace> traces, Score lastseen) {
        StringBuilder table = new StringBuilder("\n").append(traces.size()).append(" traces\n").append(Score.heading()).append('\n')
            .append(lastseen.line("Lastseen")).append('\n');
        for (RuleOfTheField rule : RuleOfTheField.values()) {
            Score score = new Score();
            traces.forEach(trace -> score.add(trace, new Retelling(rule.tell(trace), 0)));
            table.append(score.line(rule.title)).append('\n');
        }
        lastseen.complaints.forEach(complaint -> table.append(complaint).append('\n'));
        return table.toString();
    }
}
