package io.lastseen.metrics;

import io.lastseen.metrics.StepSql.Wanted;
import io.lastseen.session.SessionTraits;
import io.lastseen.session.WantedSql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sessions a number is of.
 *
 * @param site empty: all sites
 * @param goals funnels whose last step is a purchase, of the sites that are meant
 * @param own their other goals
 */
record Scope(Optional<String> site, Period period, SessionTraits traits, List<Funnel> goals, List<Goal> own) {
    static final String EVERY_SITE_S_GOAL = WantedSql.PURCHASE;

    Scope {
        goals = List.copyOf(goals);
        own = List.copyOf(own);
    }

    Scope in(Period other) {
        return new Scope(site, other, traits, goals, own);
    }

    /**
     * $1 site or null, $2 from, $3 to, $4 name of the event that is a purchase on every site, $5 to $10 the goals.
     * {@link SessionTraits#conditions} appends its own.
     */
    Tuple parameters() {
        Tuple parameters = Tuple.tuple()
                .addString(site.orElse(null))
                .addOffsetDateTime(period.fromUtc())
                .addOffsetDateTime(period.toUtc())
                .addString(EVERY_SITE_S_GOAL);
        return StepSql.parameters(parameters, wanted());
    }

    /** All that is a conversion, beside the event. */
    List<Wanted> wanted() {
        return Stream.concat(goals.stream().map(Funnel::lastStep), own.stream().map(Goal::wanted)).toList();
    }
}
