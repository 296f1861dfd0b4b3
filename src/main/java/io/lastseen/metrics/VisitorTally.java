package io.lastseen.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The sum of how far visitors got in a funnel, with the newest sessions in which they stopped. */
final class VisitorTally implements Consumer<VisitorWalk> {
    private final Funnel funnel;
    private final FunnelTally tally;
    private final List<Newest> newest;

    VisitorTally(Funnel funnel) {
        this.funnel = funnel;
        this.tally = new FunnelTally(funnel.steps().size());
        this.newest = IntStream.range(0, funnel.steps().size()).mapToObj(step -> new Newest(FunnelTally.SAMPLES)).toList();
    }

    @Override
    public void accept(VisitorWalk walk) {
        walk.attempt().ifPresent(attempt -> {
            FunnelContribution one = attempt.stopped(funnel);
            tally.add(one, 1);
            newest.get(attempt.furthest()).add(one);
        });
    }

    /** @param sessions that were looked at, and their visitors */
    FunnelCounts counts(long sessions, long visitors) {
        List<FunnelContribution> some = new ArrayList<>();
        newest.forEach(of -> some.addAll(of.all()));
        return tally.counts(sessions, some).ofVisitors(visitors);
    }
}
