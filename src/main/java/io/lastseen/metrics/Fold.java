package io.lastseen.metrics;

import io.lastseen.Backlog;
import io.lastseen.Duty;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Moves deltas into rollups. One transaction deletes them and adds them up, so each is added once; one replica at a time does
 * it. Readers add what is not folded yet, so nobody waits for it.
 */
@ApplicationScoped
class Fold {
    private static final Logger LOG = Logger.getLogger(Fold.class);
    private static final int AT_ONCE = 5_000;
    static final int LOCK = 0x6c73_0002;
    private static final String TURN = "select pg_try_advisory_xact_lock(" + LOCK + ") as mine";

    /** In the order of sites and buckets, so that what is folded together falls into few cells. */
    private static final String TAKE =
            "delete from rollup_delta where seq = any(array(select seq from rollup_delta order by site_id, bucket limit $1)) returning *";
    private static final String TAKE_OF_FUNNELS =
            "delete from funnel_delta where seq = any(array(select seq from funnel_delta order by site_id, funnel_id, started_at limit $1))"
                    + " returning *";

    private final Duty duty;
    private final Pool pool;
    private final RollupStore rollups;

    Fold(Duty duty, Pool pool, RollupStore rollups) {
        this.duty = duty;
        this.pool = pool;
        this.rollups = rollups;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> foldFromTimeToTime() {
        if (!duty.serving()) {
            return Uni.createFrom().voidItem();
        }
        return all().onFailure()
                .invoke(failure -> LOG.warnf("Rollups could not be brought up to date, it is tried again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Until nothing is left, or another replica is at it. */
    Uni<Void> all() {
        return Backlog.workOff(this::batch);
    }

    private Uni<Boolean> batch() {
        return pool.withTransaction(transaction -> transaction.query(TURN)
                .execute()
                .chain(turn -> turn.iterator().next().getBoolean("mine") ? fold(transaction) : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> fold(SqlConnection transaction) {
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(TAKE).execute(Tuple.of(AT_ONCE)),
                        transaction.preparedQuery(TAKE_OF_FUNNELS).execute(Tuple.of(AT_ONCE)))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(both -> {
                    Cells cells = new Cells();
                    both.getItem1().forEach(row -> cells.add(
                            row.getString("site_id"), Contribution.read(row, "bucket", true, ""), row.getShort("sign")));
                    both.getItem2().forEach(row -> cells.add(FunnelContribution.read(row), row.getShort("sign")));
                    boolean more = both.getItem1().size() == AT_ONCE || both.getItem2().size() == AT_ONCE;
                    return rollups.add(transaction, cells.all()).replaceWith(more);
                });
    }
}
