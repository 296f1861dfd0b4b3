package io.lastseen.metrics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When what visitors did matters to a funnel.
 *
 * @param first in which first steps are counted
 * @param from of the earliest deed that can belong to one of them
 * @param to all that can belong to one of them came before
 */
record VisitorRange(Period first, Instant from, Instant to) {
    /** Of those who enter in a period: their later steps may lie behind it, and in any order before it. */
    static VisitorRange of(Funnel funnel, Period period) {
        Duration window = Duration.ofDays(funnel.withinDays());
        return new VisitorRange(period, earliest(funnel, period.from()), period.to().plus(window));
    }

    /** What counts when a session ended, or for one that is open: nothing of what came later. */
    static VisitorRange until(Funnel funnel, Instant startedAt, Instant end) {
        Instant since = startedAt.minus(Duration.ofDays(funnel.withinDays()));
        return new VisitorRange(new Period(since, end), earliest(funnel, since), end);
    }

    private static Instant earliest(Funnel funnel, Instant first) {
        return funnel.mode() == FunnelMode.ANY ? first.minus(Duration.ofDays(funnel.withinDays())) : first;
    }

    /** $1 site, $2 and $3 between which first steps are counted, $4 and $5 between which anything is, $6 to $11 the steps. */
    Tuple parameters(Funnel funnel) {
        Tuple parameters = Tuple.tuple()
                .addString(funnel.site())
                .addOffsetDateTime(first.fromUtc())
                .addOffsetDateTime(first.toUtc())
                .addOffsetDateTime(from.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(to.atOffset(ZoneOffset.UTC));
        return StepSql.parameters(parameters, funnel.wanted());
    }
}
