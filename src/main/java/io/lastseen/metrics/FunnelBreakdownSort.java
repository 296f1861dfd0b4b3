package io.lastseen.metrics;

import io.lastseen.metrics.FunnelBreakdown.Group;
import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By which number the groups of a funnel are in order; those that tie, by key. */
final class FunnelBreakdownSort {
    private static final Comparator<Group> BY_KEY = Comparator.comparing(Group::key);
    private static final Map<String, Comparator<Group>> NUMBERS = new TreeMap<>(Map.of(
            "key", BY_KEY,
            "entered", Comparator.comparing((Group group) -> group.figures().entered()),
            "completed", Comparator.comparing((Group group) -> group.figures().completed()),
            "conversion", Comparator.comparing((Group group) -> group.figures().conversion())));

    private FunnelBreakdownSort() {}

    /**
     * @param text a number's name, led by {@code -} for the largest first
     * @throws io.lastseen.problem.ProblemException 400
     */
    static Comparator<Group> read(String text) {
        boolean descending = text.startsWith("-");
        Comparator<Group> order = NUMBERS.get(descending ? text.substring(1) : text);
        if (order == null) {
            throw Problem.ofFields(List.of(new FieldError(
                            "sort",
                            "is one of " + String.join(", ", NUMBERS.keySet()) + ", led by - for the largest first, not '" + text
                                    + "'")))
                    .asException();
        }
        return (descending ? order.reversed() : order).thenComparing(BY_KEY);
    }
}
