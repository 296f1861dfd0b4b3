package io.lastseen.metrics;

import io.lastseen.metrics.Overview.Bounce;
import io.lastseen.metrics.Overview.DropOff;
import io.lastseen.metrics.Overview.DropOffReason;
import io.lastseen.metrics.Overview.EndReason;
import io.lastseen.metrics.Overview.Rule;
import io.lastseen.metrics.Overview.TimeToKnow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL counted, and the numbers made of it.
 *
 * @param all over all sessions of the period
 * @param byReason the same over the ended ones
 */
record OverviewTally(Counts all, List<Ended> byReason) {

    /** Sessions that ended for one reason. */
    record Ended(String reason, Counts counts) {}

    Overview overview(Optional<String> site, Period period) {
        return new Overview(
                site.orElse(null),
                period.from(),
                period.to(),
                all.sessions(),
                all.sessions() - all.ended(),
                all.visitors(),
                all.views(),
                Counts.rate(all.views(), all.sessions()),
                bounce(),
                all.engagedMedianMs() == null ? null : Math.round(all.engagedMedianMs()),
                all.withGoal() == 0 ? null : dropOff(),
                endReasons(),
                all.reopened(),
                Definition.texts(),
                Definition.units());
    }

    private Bounce bounce() {
        return new Bounce(
                Counts.rate(all.bounced(), all.ended()),
                all.bounced(),
                all.ended(),
                Definition.BOUNCE.text(),
                new Rule(Counts.rate(all.singleView(), all.ended()), all.singleView(), Definition.SINGLE_VIEW.text()),
                new Rule(Counts.rate(all.notEngaged(), all.ended()), all.notEngaged(), Definition.NOT_ENGAGED.text()));
    }

    private DropOff dropOff() {
        List<DropOffReason> reasons = byReason.stream()
                .filter(end -> end.counts().unconverted() > 0)
                .map(end -> new DropOffReason(
                        end.reason(), end.counts().unconverted(), Counts.rate(end.counts().unconverted(), all.withGoal())))
                .sorted(Comparator.comparing(DropOffReason::sessions).reversed().thenComparing(DropOffReason::reason))
                .toList();
        return new DropOff(
                Counts.rate(all.unconverted(), all.withGoal()),
                all.unconverted(),
                all.withGoal() - all.unconverted(),
                all.withGoal(),
                reasons,
                Definition.DROP_OFF.text());
    }

    private List<EndReason> endReasons() {
        return byReason.stream()
                .map(end -> new EndReason(
                        end.reason(),
                        end.counts().sessions(),
                        Counts.rate(end.counts().sessions(), all.ended()),
                        end.counts().provisional(),
                        end.counts().reopened(),
                        timeToKnow(end.counts())))
                .sorted(Comparator.comparing(EndReason::sessions).reversed().thenComparing(EndReason::reason))
                .toList();
    }

    private static TimeToKnow timeToKnow(Counts counts) {
        return new TimeToKnow(Math.round(counts.knownP50Ms()), Math.round(counts.knownP95Ms()));
    }
}
