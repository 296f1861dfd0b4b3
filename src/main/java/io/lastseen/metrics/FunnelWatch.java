package io.lastseen.metrics;

import io.lastseen.Backlog;
import io.lastseen.Duty;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Counts all sessions of a site through a funnel that is new or has changed: a thousand at a time, going on where it stopped,
 * whichever replica stopped. Forgets what was counted of funnels that are no more.
 */
@ApplicationScoped
class FunnelWatch {
    private static final Logger LOG = Logger.getLogger(FunnelWatch.class);
    private static final String STATES = "select funnel_id, definition from funnel_state";
    private static final String NEXT =
            """
            select site_id, funnel_id, after_id from funnel_state where not complete order by site_id, funnel_id limit 1
            for update skip locked
            """;

    private static final String WENT_ON =
            "update funnel_state set after_id = $3, complete = $4 where site_id = $1 and funnel_id = $2";

    private final Duty duty;
    private final Pool pool;
    private final FunnelRepository funnels;
    private final WatchedFunnels watched;
    private final FunnelContributions contributions;

    FunnelWatch(Duty duty, Pool pool, FunnelRepository funnels, WatchedFunnels watched, FunnelContributions contributions) {
        this.duty = duty;
        this.pool = pool;
        this.funnels = funnels;
        this.watched = watched;
        this.contributions = contributions;
    }

    @Scheduled(every = "2s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> countFromTimeToTime() {
        if (!duty.serving()) {
            return Uni.createFrom().voidItem();
        }
        return notice().chain(this::all)
                .onFailure()
                .invoke(failure -> LOG.warnf("Funnels could not be counted, it is tried again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Until no funnel is left whose sessions have to be counted. */
    Uni<Void> all() {
        return Backlog.workOff(() -> pool.withTransaction(this::batch));
    }

    /** Marks funnels whose steps are others than those they were counted by, and forgets those that are no more, or count visitors now. */
    Uni<Void> notice() {
        return Uni.combine()
                .all()
                .unis(funnels.everyOne(), pool.query(STATES).execute())
                .asTuple()
                .chain(both -> {
                    Map<String, String> counted = new HashMap<>();
                    both.getItem2().forEach(row -> counted.put(row.getString("funnel_id"), row.getString("definition")));
                    List<Supplier<Uni<Void>>> changes = new ArrayList<>();
                    for (Funnel funnel : both.getItem1()) {
                        if (!funnel.ofVisitors() && !WatchedFunnels.text(funnel).equals(counted.remove(funnel.id()))) {
                            changes.add(() -> watched.change(funnel));
                        }
                    }
                    counted.keySet().forEach(gone -> changes.add(() -> watched.forget(gone)));
                    return Multi.createFrom()
                            .iterable(changes)
                            .onItem()
                            .transformToUniAndConcatenate(Supplier::get)
                            .collect()
                            .last()
                            .replaceWithVoid();
                });
    }

    private Uni<Boolean> batch(SqlConnection transaction) {
        return transaction.query(NEXT).execute().chain(states -> {
            if (states.size() == 0) {
                return Uni.createFrom().item(false);
            }
            Row state = states.iterator().next();
            String site = state.getString("site_id");
            String funnel = state.getString("funnel_id");
            return SessionWalk.on(transaction, site, state.getString("after_id"))
                    .chain(walk -> contributions.count(transaction, Optional.of(funnel), walk.sessions())
                            .chain(counted -> transaction
                                    .preparedQuery(WENT_ON)
                                    .execute(Tuple.of(site, funnel, walk.last(), walk.end())))
                            .replaceWith(walk.moved()));
        });
    }
}
