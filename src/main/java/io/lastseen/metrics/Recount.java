package io.lastseen.metrics;

import static java.util.stream.Collectors.groupingBy;

import io.lastseen.Backlog;
import io.lastseen.Duty;
import io.lastseen.metrics.StepSql.Wanted;
import io.lastseen.site.Site;
import io.lastseen.site.Sites;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Counts all sessions of a site anew when its goals have changed, or when it has never been counted: a thousand at a time,
 * going on where it stopped, whichever replica stopped.
 */
@ApplicationScoped
class Recount {
    private static final Logger LOG = Logger.getLogger(Recount.class);
    private static final String STATES = "select site_id, goals from rollup_state";
    private static final String NEXT =
            "select site_id, after_id from rollup_state where not complete order by site_id limit 1 for update skip locked";

    private static final String WENT_ON =
            "update rollup_state set after_id = $2, complete = $3 where site_id = $1";

    private final Duty duty;
    private final Pool pool;
    private final Sites sites;
    private final Scopes scopes;
    private final Conversions conversions;
    private final Contributions contributions;

    Recount(Duty duty, Pool pool, Sites sites, Scopes scopes, Conversions conversions, Contributions contributions) {
        this.duty = duty;
        this.pool = pool;
        this.sites = sites;
        this.scopes = scopes;
        this.conversions = conversions;
        this.contributions = contributions;
    }

    @Scheduled(every = "2s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> recountFromTimeToTime() {
        if (!duty.serving()) {
            return Uni.createFrom().voidItem();
        }
        return noticeGoals()
                .chain(this::all)
                .onFailure()
                .invoke(failure -> LOG.warnf("Sessions could not be counted anew, it is tried again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Until no site is left that has to be counted. */
    Uni<Void> all() {
        return Backlog.workOff(() -> pool.withTransaction(this::batch));
    }

    /** Marks sites whose goals are others than those they were counted with. */
    private Uni<Void> noticeGoals() {
        return Uni.combine()
                .all()
                .unis(scopes.wanted(Optional.empty()), pool.query(STATES).execute())
                .asTuple()
                .chain(both -> {
                    Map<String, List<Wanted>> wanted = both.getItem1().stream().collect(groupingBy(Wanted::site));
                    Map<String, String> counted = new HashMap<>();
                    both.getItem2().forEach(row -> counted.put(row.getString("site_id"), row.getString("goals")));
                    Set<String> all = new TreeSet<>(counted.keySet());
                    sites.all().stream().map(Site::id).forEach(all::add);
                    List<String> changed = all.stream()
                            .filter(site -> !Conversions.text(wanted.getOrDefault(site, List.of())).equals(counted.get(site)))
                            .toList();
                    return Multi.createFrom()
                            .iterable(changed)
                            .onItem()
                            .transformToUniAndConcatenate(site ->
                                    conversions.change(site, wanted.getOrDefault(site, List.of())))
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
            return SessionWalk.on(transaction, site, state.getString("after_id"))
                    .chain(walk -> contributions.settled(transaction, walk.sessions())
                            .chain(counted -> transaction
                                    .preparedQuery(WENT_ON)
                                    .execute(Tuple.of(site, walk.last(), walk.end())))
                            .replaceWith(walk.moved()));
        });
    }
}
