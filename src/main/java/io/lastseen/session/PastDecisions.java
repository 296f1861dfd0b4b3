package io.lastseen.session;

import io.lastseen.Workers;
import io.lastseen.session.VisitorClaims.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides one visitor as the {@link DecisionLoop} would have done at an instant that is past. */
@ApplicationScoped
public class PastDecisions {
    private static final String MEET = "insert into visitor (site_id, id, first_seen_at) values ($1, $2, $3) on conflict do nothing";
    private static final String REV = "select rev from due where site_id = $1 and visitor_id = $2";
    private final VisitorHistories histories;
    private final DecisionWriter writer;
    private final Decider decider;
    private final SessionCounting counting;
    private final Workers workers;

    PastDecisions(VisitorHistories histories, DecisionWriter writer, Decider decider, SessionCounting counting, Workers workers) {
        this.histories = histories;
        this.writer = writer;
        this.decider = decider;
        this.counting = counting;
        this.workers = workers;
    }

    /** Before anything of the visitor is stored, in the same transaction: until that is committed the loop does not know of them. */
    public Uni<Void> meet(SqlConnection transaction, String site, String visitor, Instant firstSeenAt) {
        return transaction.preparedQuery(MEET).execute(Tuple.of(site, visitor, firstSeenAt.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /**
     * From what is stored by then, which is all that came up to {@code at}.
     *
     * @return when time alone could change the outcome; empty when it cannot
     */
    public Uni<Optional<Instant>> decide(SqlConnection transaction, String site, String visitor, Instant at) {
        return transaction.preparedQuery(REV).execute(Tuple.of(site, visitor)).flatMap(rows -> {
            Map<String, Long> revs = rows.size() == 0 ? Map.of() : Map.of(visitor, rows.iterator().next().getLong("rev"));
            Claim claim = new Claim(new DueVisitor(site, visitor, revs), List.of(visitor));
            return histories.read(transaction, List.of(claim), at);
        }).emitOn(workers).flatMap(read -> {
            Decided decided = decider.decide(read.histories().get(0), at);
            return writer.write(transaction, List.of(decided))
                .chain(() -> counting.settled(transaction, decided.settled().toList())).replaceWith(decided.nextDue());
        });
    }
}
