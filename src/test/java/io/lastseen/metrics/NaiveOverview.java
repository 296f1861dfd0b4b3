package io.lastseen.metrics;

import io.lastseen.metrics.Overview.Bounce;
import io.lastseen.metrics.Overview.DropOff;
import io.lastseen.metrics.Overview.DropOffReason;
import io.lastseen.metrics.Overview.EndReason;
import io.lastseen.metrics.Overview.Rule;
import io.lastseen.metrics.Overview.TimeToKnow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The overview's second implementation, from the definitions, over all visits in memory. */
record NaiveOverview(String site, List<Funnel> goals) {

    Overview overview(List<Visit> visits, Period period) {
        List<Visit> sessions = sessions(visits, period);
        List<Visit> ended = sessions.stream().filter(visit -> visit.reason() != null).toList();
        long views = sessions.stream().mapToLong(Visit::views).sum();
        return new Overview(
                site,
                period.from(),
                period.to(),
                sessions.size(),
                sessions.size() - ended.size(),
                sessions.stream().map(Visit::visitor).distinct().count(),
                views,
                share(views, sessions),
                bounce(ended),
                ended.isEmpty() ? null : Math.round(quantile(ended.stream().map(Visit::engagedMs).toList(), 0.5)),
                ended.isEmpty() || !hasGoal(visits, period) ? null : dropOff(ended),
                endReasons(ended),
                sessions.stream().filter(Visit::reopened).count(),
                Definition.texts(),
                Definition.units());
    }

    /** The numbers of some of the site's visits. */
    Figures figures(List<Visit> some, List<Visit> all, Period period) {
        boolean goal = hasGoal(all, period);
        Overview of = overview(some, period);
        List<Visit> ended = sessions(some, period).stream().filter(visit -> visit.reason() != null).toList();
        Double dropOff = goal ? share(count(ended, visit -> !converted(visit)), ended) : null;
        return new Figures(
                of.sessions(),
                of.visitors(),
                of.views(),
                of.pagesPerSession(),
                of.engagedMedianMs(),
                of.bounce().rate(),
                of.bounce().singleView().rate(),
                of.bounce().notEngaged().rate(),
                dropOff,
                dropOff == null ? null : 1 - dropOff);
    }

    static List<Visit> sessions(List<Visit> visits, Period period) {
        return visits.stream()
                .filter(visit -> visit.counted() && visit.supersededBy() == null)
                .filter(visit -> !visit.startedAt().isBefore(period.from()) && visit.startedAt().isBefore(period.to()))
                .toList();
    }

    private Bounce bounce(List<Visit> ended) {
        List<Visit> single = ended.stream().filter(visit -> visit.views() == 1).toList();
        long bounced = count(single, visit -> visit.engagedMs() < 10_000 && !converted(visit));
        long notEngaged = count(ended, visit -> visit.views() < 2
                && Duration.between(visit.startedAt(), visit.endedAt()).toMillis() <= 10_000
                && !converted(visit));
        return new Bounce(
                share(bounced, ended),
                bounced,
                ended.size(),
                Definition.BOUNCE.text(),
                new Rule(share(single.size(), ended), single.size(), Definition.SINGLE_VIEW.text()),
                new Rule(share(notEngaged, ended), notEngaged, Definition.NOT_ENGAGED.text()));
    }

    private DropOff dropOff(List<Visit> ended) {
        List<Visit> lost = ended.stream().filter(visit -> !converted(visit)).toList();
        List<DropOffReason> reasons = byReason(lost).values().stream()
                .map(group -> new DropOffReason(group.get(0).reason(), group.size(), share(group.size(), ended)))
                .sorted(Comparator.comparing(DropOffReason::sessions).reversed().thenComparing(DropOffReason::reason))
                .toList();
        return new DropOff(
                1 - (double) (ended.size() - lost.size()) / ended.size(),
                lost.size(),
                ended.size() - lost.size(),
                ended.size(),
                reasons,
                Definition.DROP_OFF.text());
    }

    private static List<EndReason> endReasons(List<Visit> ended) {
        return byReason(ended).values().stream()
                .map(group -> new EndReason(
                        group.get(0).reason(),
                        group.size(),
                        share(group.size(), ended),
                        count(group, visit -> !visit.settled()),
                        count(group, Visit::reopened),
                        timeToKnow(group)))
                .sorted(Comparator.comparing(EndReason::sessions).reversed().thenComparing(EndReason::reason))
                .toList();
    }

    private static TimeToKnow timeToKnow(List<Visit> group) {
        List<Long> times = group.stream()
                .map(visit -> Duration.between(visit.endedAt(), visit.decidedAt()).toMillis())
                .toList();
        return new TimeToKnow(Math.round(quantile(times, 0.5)), Math.round(quantile(times, 0.95)));
    }

    private boolean hasGoal(List<Visit> visits, Period period) {
        return !goals.isEmpty()
                || visits.stream()
                        .flatMap(visit -> visit.happenings().stream())
                        .anyMatch(h -> "purchase".equals(h.event()) && h.at().isBefore(period.to()));
    }

    private boolean converted(Visit visit) {
        boolean purchase = visit.happenings().stream().anyMatch(h -> "purchase".equals(h.event()));
        return purchase || goals.stream().anyMatch(goal -> lastStepAlone(goal).furthest(visit) == 0);
    }

    private static NaiveFunnel lastStepAlone(Funnel goal) {
        List<FunnelStep> last = goal.steps().subList(goal.steps().size() - 1, goal.steps().size());
        return new NaiveFunnel(
                new Funnel(goal.id(), goal.site(), goal.name(), last, FunnelMode.ANY, true, goal.createdAt()));
    }

    private static Map<String, List<Visit>> byReason(Collection<Visit> visits) {
        return visits.stream().collect(Collectors.groupingBy(Visit::reason, TreeMap::new, Collectors.toList()));
    }

    private static long count(Collection<Visit> visits, Predicate<Visit> which) {
        return visits.stream().filter(which).count();
    }

    private static Double share(long part, List<Visit> of) {
        return of.isEmpty() ? null : (double) part / of.size();
    }

    /** Interpolated between the two nearest. */
    private static double quantile(List<Long> values, double at) {
        List<Long> sorted = values.stream().map(NaiveOverview::withThreeDigits).sorted().toList();
        double place = at * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    private static long withThreeDigits(long ms) {
        return ms < 1_000 ? ms : new BigDecimal(ms).round(new MathContext(3, RoundingMode.HALF_UP)).longValue();
    }
}
