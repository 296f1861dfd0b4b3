package io.lastseen.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** The sum of how far sessions got in a funnel, to be read. */
final class FunnelTally {
    /** How many of those who dropped off at a step are named with its numbers. */
    static final int SAMPLES = 20;

    private final List<Tally> steps;

    /** @param steps how many the funnel has */
    FunnelTally(int steps) {
        this.steps = IntStream.range(0, steps).mapToObj(step -> new Tally()).toList();
    }

    Tally step(int step) {
        return steps.get(step);
    }

    /** @param sign 1, or -1 to take it back */
    void add(FunnelContribution contribution, int sign) {
        for (int step = 0; step <= contribution.reach().furthest(); step++) {
            contribution.into(steps.get(step), step, sign);
        }
    }

    /**
     * @param sessions all that were looked at
     * @param some the newest of each step are among them
     */
    FunnelCounts counts(long sessions, List<FunnelContribution> some) {
        List<List<String>> samples = new ArrayList<>();
        steps.forEach(step -> samples.add(new ArrayList<>()));
        some.stream().sorted(FunnelContribution.NEWEST_FIRST).forEach(one -> {
            List<String> ofStep = samples.get(one.reach().furthest());
            if (ofStep.size() < SAMPLES) {
                ofStep.add(one.session());
            }
        });
        return new FunnelCounts(sessions, IntStream.range(0, steps.size())
                .mapToObj(step -> step(steps.get(step), samples.get(step)))
                .toList());
    }

    private static FunnelCounts.Step step(Tally tally, List<String> samples) {
        Double median = tally.quantile(CellTime.SPENT, 0.5);
        return new FunnelCounts.Step(
                tally.count(CellCount.SESSIONS),
                median == null ? null : Math.round(median),
                new LinkedHashMap<>(tally.reasons()),
                List.copyOf(samples));
    }
}
