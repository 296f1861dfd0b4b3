package io.lastseen.ingest;

import io.lastseen.Backlog;
import io.lastseen.Duty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps this replica's lease, and speaks for replicas that let theirs run out.
 *
 * <p>A replica that died testifies nothing about its channels, and one that could not reach PostgreSQL for a while must not
 * say that all its visitors have gone: when the lease is over, the others note of each channel that nobody knows what became
 * of it. Whoever was on it has the grace of an own restart to come back; afterwards the page is unreachable, never gone.
 * All instants are the database's.
 */
@ApplicationScoped
class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final String TAKE = """
        insert into replica as r (id, epoch, lease_until) values ($1, $2, now() + $3::bigint * interval '1 millisecond')
        on conflict (id) do update set lease_until = excluded.lease_until,
            epoch = case when r.lease_until > now() then r.epoch else r.epoch + 1 end
        returning epoch""";
    private static final String GIVE_BACK = "update replica set lease_until = now() where id = $1";
    private static final String SWEEP = read("/sql/sweep.sql");
    private static final String FORGET_CHANNELS = "delete from presence_channel where closed_at < now() - interval '1 minute'";
    /** Far longer than a batch of the dead replica could still be under way to PostgreSQL. */
    private static final String FORGET_REPLICAS = "delete from replica where lease_until < now() - interval '1 hour'";
    private final Pool pool;
    private final Replica replica;
    private final Duration lease;
    private final Event<LeaseLost> lost;
    private final Vertx vertx;
    private final Duty duty;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    Leases(Pool pool, Replica replica, LeaseSettings settings, Event<LeaseLost> lost, Vertx vertx, Duty duty) {
        this.pool = pool;
        this.replica = replica;
        this.lease = settings.checkedLease();
        this.lost = lost;
        this.vertx = vertx;
        this.duty = duty;
    }

    void start(@Observes @Priority(110) StartupEvent starting) {
        if (!duty.serving()) {
            return;
        }
        take().chain(this::sweep).await().atMost(PATIENCE);
        vertx.setPeriodic(lease.toMillis() / 3, tick -> keep());
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
        pool.preparedQuery(GIVE_BACK).execute(Tuple.of(replica.id())).onFailure().recoverWithNull().await().atMost(FAREWELL);
    }

    private void keep() {
        if (!stopping && running.compareAndSet(false, true)) {
            take().chain(this::sweep).ifNoItem().after(lease).fail().subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                LOG.warnf("This replica's lease could not be renewed: %s", failure);
            });
        }
    }

    /** Renews the lease, or takes a new one under another epoch where it had run out. */
    Uni<Void> take() {
        long before = replica.epoch();
        return pool.preparedQuery(TAKE).execute(Tuple.of(replica.id(), before + 1, lease.toMillis())).invoke(rows -> {
            long epoch = rows.iterator().next().getLong("epoch");
            replica.holds(epoch);
            if (before != 0 && before != epoch) {
                LOG.warn("This replica had let its lease run out: its channels open anew");
                lost.fire(new LeaseLost());
            }
        }).replaceWithVoid();
    }

    /** Also looks again at leases that ran out long ago: a dead replica's last batch may have been written after it. */
    Uni<Void> sweep() {
        return Backlog.workOff(() -> pool.query(SWEEP).execute().map(rows -> rows.iterator().next().getInteger("channels") > 0))
            .chain(() -> pool.query(FORGET_CHANNELS).execute()).chain(() -> pool.query(FORGET_REPLICAS).execute()).replaceWithVoid();
    }

    private static String read(String resource) {
        try (InputStream in = Leases.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
