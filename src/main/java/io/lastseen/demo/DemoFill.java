package io.lastseen.demo;

import io.lastseen.Duty;
import io.lastseen.Workers;
import io.lastseen.ingest.PastBatch;
import io.lastseen.metrics.DemoGoals;
import io.lastseen.site.PublicUrl;
import io.lastseen.site.Site;
import io.lastseen.site.Sites;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Fills the demo site once, in the background. Of several replicas the one does it that holds the lock, for as long as its connection
 * lives; another goes on where it ended, because visitors are told whole or not at all and the plan is the same.
 */
@ApplicationScoped
class DemoFill {
    private static final Logger LOG = Logger.getLogger(DemoFill.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtext('lastseen.demo-data')) as mine";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('lastseen.demo-data'))";
    private final DemoTable table;
    private final DemoVisits visits;
    private final DemoGoals goals;
    private final Sites sites;
    private final Pool pool;
    private final Workers workers;
    private final String origin;
    private final boolean wanted;
    private volatile boolean done;

    DemoFill(DemoTable table, DemoVisits visits, DemoGoals goals, Sites sites, Pool pool, Workers workers, Duty duty, PublicUrl url,
             @ConfigProperty(name = "quarkus.http.port") int port, @ConfigProperty(name = "lastseen.demo-data", defaultValue = "false") String setting) {
        this.table = table;
        this.visits = visits;
        this.goals = goals;
        this.sites = sites;
        this.pool = pool;
        this.workers = workers;
        this.origin = url.setting().orElse("http://localhost:" + port);
        this.wanted = wanted(setting) && duty.serving();
        this.done = !wanted;
    }

    private static boolean wanted(String setting) {
        if (!setting.equals("true") && !setting.equals("false")) {
            throw new IllegalArgumentException("lastseen.demo-data is '" + setting + "', but must be true or false.");
        }
        return setting.equals("true");
    }

    void stop(@Observes ShutdownEvent ending) {
        done = true;
    }

    @Scheduled(every = "1m", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> fill() {
        return done ? Uni.createFrom().voidItem() : pool.withConnection(this::fillIfFirst)
            .onFailure().invoke(failure -> LOG.warnf("The demo data is not complete, it is gone on with: %s", failure))
            .onFailure().recoverWithNull();
    }

    private Uni<Void> fillIfFirst(SqlConnection connection) {
        return connection.query(LOCK).execute().flatMap(rows -> !rows.iterator().next().getBoolean("mine") ? Uni.createFrom().voidItem()
            : table.begin(connection, Site.DEMO).flatMap(began -> began.map(at -> fill(connection, at)).orElseGet(() -> Uni.createFrom().voidItem()))
                .eventually(() -> connection.query(UNLOCK).execute()));
    }

    private Uni<Void> fill(SqlConnection connection, Instant began) {
        Optional<Site> site = sites.byId(Site.DEMO);
        if (site.isEmpty()) {
            done = true;
            return Uni.createFrom().voidItem();
        }
        return goals.add(Site.DEMO).chain(() -> table.visitors(connection, Site.DEMO)).emitOn(workers).flatMap(told -> {
            Recordings recordings = Recordings.read();
            DemoVisits.Filling filling = new DemoVisits.Filling(site.get(), recordings, origin);
            List<Planned> plan = Plan.of(recordings.visits(), began, site.get().timeZone());
            LOG.infof("The demo site is being filled with %d visits", plan.stream().mapToInt(one -> one.visits().size()).sum());
            return tellAll(connection, filling, plan.stream().filter(person -> !told.contains(person.id())).toList());
        });
    }

    private Uni<Void> tellAll(SqlConnection connection, DemoVisits.Filling filling, List<Planned> people) {
        return Multi.createFrom().iterable(people).onItem().transformToUniAndConcatenate(person -> done ? Uni.createFrom().voidItem() : tell(connection, filling, person))
            .collect().last().chain(last -> done ? Uni.createFrom().voidItem() : table.filled(connection, filling.site().id()).invoke(() -> {
                done = true;
                LOG.info("The demo site is filled. A click in the player removes the demo data.");
            }));
    }

    private Uni<Void> tell(SqlConnection connection, DemoVisits.Filling filling, Planned person) {
        String site = filling.site().id();
        return visits.store(filling, person).flatMap((List<PastBatch> batches) -> connection.begin().flatMap(transaction ->
            table.told(connection, site, person.visits().size()).flatMap(still -> {
                done |= !still;
                return still ? visits.happen(connection, site, person, batches) : Uni.createFrom().voidItem();
            }).call(transaction::commit).onFailure().call(failure -> transaction.rollback().onFailure().recoverWithNull())));
    }
}
