package io.lastseen.metrics;

import io.lastseen.metrics.OverviewTally.Ended;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Counts the sessions of a period with one statement, so that all numbers are of one moment. */
@ApplicationScoped
class OverviewQuery {
    private static final String BY_REASON =
            "select grouping(ended, reason) = 3 as total, ended, reason, %s from fact group by grouping sets ((), (ended, reason))";

    private final Facts facts;
    private final RollupNumbers rollups;

    OverviewQuery(Facts facts, RollupNumbers rollups) {
        this.facts = facts;
        this.rollups = rollups;
    }

    /** From rollups where they say it, else from facts: the same numbers. */
    Uni<OverviewTally> tally(Scope scope) {
        return rollups.overview(scope)
                .chain(found -> found.map(tally -> Uni.createFrom().item(tally)).orElseGet(() -> ofFacts(scope)));
    }

    Uni<OverviewTally> ofFacts(Scope scope) {
        return facts.ask(scope, (counted, parameters) -> BY_REASON.formatted(FactSql.counts(counted))).map(OverviewQuery::tally);
    }

    Uni<OverviewTally> ofSessions(Scope scope) {
        return facts.ofSessions(scope, (counted, parameters) -> BY_REASON.formatted(FactSql.counts(counted))).map(OverviewQuery::tally);
    }

    private static OverviewTally tally(RowSet<Row> rows) {
        Counts all = Counts.NONE;
        List<Ended> byReason = new ArrayList<>();
        for (Row row : rows) {
            if (row.getBoolean("total")) {
                all = Counts.read(row);
            } else if (row.getBoolean("ended")) {
                byReason.add(new Ended(row.getString("reason"), Counts.read(row)));
            }
        }
        return new OverviewTally(all, byReason);
    }
}
