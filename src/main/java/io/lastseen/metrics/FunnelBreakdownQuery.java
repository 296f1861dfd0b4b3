package io.lastseen.metrics;

import io.lastseen.metrics.FunnelBreakdown.Group;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Counts how far sessions get in a funnel by a trait of theirs, or visitors by one of the session in which they entered, beside the period
 * before.
 */
@ApplicationScoped
class FunnelBreakdownQuery {
    /** What each session has once. Why sessions ended is told step by step in the funnel's report. */
    static final Set<BreakdownBy> KINDS = EnumSet.complementOf(EnumSet.of(BreakdownBy.PAGE, BreakdownBy.REASON));

    private final FunnelQueries queries;
    private final FunnelSessions sessions;
    private final VisitorFunnels visitors;

    FunnelBreakdownQuery(FunnelQueries queries, FunnelSessions sessions, VisitorFunnels visitors) {
        this.queries = queries;
        this.sessions = sessions;
        this.visitors = visitors;
    }

    /**
     * @param scope of the funnel's site
     * @param zone in whose days the period before is as long
     * @param offset how many groups come before this page
     */
    Uni<FunnelBreakdown> breakdown(
            Funnel funnel, Scope scope, BreakdownBy by, Comparator<Group> order, ZoneId zone, int limit, int offset) {
        return Uni.combine()
                .all()
                .unis(counted(funnel, scope, by), counted(funnel, scope.in(scope.period().before(zone)), by))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(both -> {
                    List<Group> all = both.getItem1().groups().entrySet().stream()
                            .map(one -> new Group(one.getKey(), one.getValue(), both.getItem2().of(one.getKey())))
                            .sorted(order)
                            .toList();
                    List<Group> items = all.stream().skip(offset).limit(limit).toList();
                    int shown = offset + items.size();
                    return new FunnelBreakdown(
                            funnel,
                            by.text(),
                            by.definition(),
                            scope.period().from(),
                            scope.period().to(),
                            all.size(),
                            both.getItem1().all(),
                            items,
                            shown < all.size() && !items.isEmpty() ? String.valueOf(shown) : null,
                            FunnelDefinition.textsOfGroups(funnel),
                            FunnelDefinition.unitsOfGroups(funnel));
                });
    }

    /** From what single sessions were counted as where that is fit, else by following them: the same numbers. */
    private Uni<FunnelReached<String>> counted(Funnel funnel, Scope scope, BreakdownBy by) {
        if (funnel.ofVisitors()) {
            return visitors.reached(funnel, scope.period(), scope.traits(), by);
        }
        FunnelSplit<String> split = FunnelSplit.by(by);
        return sessions.reached(funnel, scope, split)
                .chain(found -> found.map(reached -> Uni.createFrom().item(reached))
                        .orElseGet(() -> queries.reachedOfSessions(funnel, scope.period(), scope.traits(), split)));
    }
}
