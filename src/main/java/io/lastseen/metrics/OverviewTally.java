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
 * @param byReason the same over the ended ones, by reason
 */
record OverviewTally(Counts all, List<Counts> byReason) {

    /**
     * Counts of one group of sessions; durations in milliseconds, null where none has ended.
     *
     * @param reason null over all
     * @param withGoal ended ones on sites that have a goal
     * @param unconverted those of them that did not convert
     */
    record Counts(
            String reason,
            long sessions,
            long ended,
            long visitors,
            long views,
            long bounced,
            long singleView,
            long notEngaged,
            long withGoal,
            long unconverted,
            long provisional,
            long reopened,
            Double engagedMedianMs,
            Double knownP50Ms,
            Double knownP95Ms) {}

    Overview overview(Optional<String> site, Period period) {
        return new Overview(
                site.orElse(null),
                period.from(),
                period.to(),
                all.sessions,
                all.sessions - all.ended,
                all.visitors,
                all.views,
                rate(all.views, all.sessions),
                bounce(),
                all.engagedMedianMs == null ? null : Math.round(all.engagedMedianMs),
                all.withGoal == 0 ? null : dropOff(),
                endReasons(),
                all.reopened,
                Definition.texts(),
                Definition.units());
    }

    private Bounce bounce() {
        return new Bounce(
                rate(all.bounced, all.ended),
                all.bounced,
                all.ended,
                Definition.BOUNCE.text(),
                new Rule(rate(all.singleView, all.ended), all.singleView, Definition.SINGLE_VIEW.text()),
                new Rule(rate(all.notEngaged, all.ended), all.notEngaged, Definition.NOT_ENGAGED.text()));
    }

    private DropOff dropOff() {
        List<DropOffReason> reasons = byReason.stream()
                .filter(counts -> counts.unconverted > 0)
                .map(counts -> new DropOffReason(counts.reason, counts.unconverted, rate(counts.unconverted, all.withGoal)))
                .sorted(Comparator.comparing(DropOffReason::sessions).reversed().thenComparing(DropOffReason::reason))
                .toList();
        return new DropOff(
                rate(all.unconverted, all.withGoal),
                all.unconverted,
                all.withGoal - all.unconverted,
                all.withGoal,
                reasons,
                Definition.DROP_OFF.text());
    }

    private List<EndReason> endReasons() {
        return byReason.stream()
                .map(counts -> new EndReason(
                        counts.reason,
                        counts.sessions,
                        rate(counts.sessions, all.ended),
                        counts.provisional,
                        counts.reopened,
                        new TimeToKnow(Math.round(counts.knownP50Ms), Math.round(counts.knownP95Ms))))
                .sorted(Comparator.comparing(EndReason::sessions).reversed().thenComparing(EndReason::reason))
                .toList();
    }

    private static Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
