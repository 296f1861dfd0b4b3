package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.session.EndReasons;
import java.util.List;
import java.util.Optional;

/**
 * Which moves of a flow are meant: one, all from a page, or all to one.
 *
 * @param step from 0
 * @param origin a page that is named at the step, {@value #OTHER} or {@value #ANY}
 * @param next likewise at the step after; {@value #NONE}: they went nowhere, so that they ended there or are still there
 * @param reason why they ended, or open
 */
record FlowMove(int step, String origin, String next, Optional<String> reason) {
    static final String ANY = "any";
    /** The pages that are not named. No path is written so. */
    static final String OTHER = "other";
    static final String NONE = "none";

    /** @throws io.lastseen.problem.ProblemException 400 that names the parameter and says what it takes */
    static FlowMove read(int step, int mostSteps, Optional<String> origin, Optional<String> next, Optional<String> reason) {
        if (step < 0 || step >= mostSteps) {
            throw wrong("step", "is from 0 to " + (mostSteps - 1) + ", not " + step);
        }
        return new FlowMove(
                step, page("origin", origin, List.of(OTHER)), page("next", next, List.of(OTHER, NONE)), EndReasons.orOpen(reason));
    }

    private static String page(String name, Optional<String> given, List<String> words) {
        given.filter(page -> !page.startsWith("/") && !page.equals(ANY) && !words.contains(page)).ifPresent(page -> {
            throw wrong(name, "is a path, " + String.join(", ", words) + " or " + ANY + ", not '" + page + "'");
        });
        return given.orElse(ANY);
    }

    private static RuntimeException wrong(String field, String detail) {
        return Problem.ofFields(List.of(new FieldError(field, detail))).asException();
    }
}
