package io.lastseen.session.event;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Gives events their positions. Numbers that transactions draw for themselves become visible out of order, and a reader who
 * went on from the highest would miss what is committed later with a lower one. So decisions write without a number, and
 * whoever of the replicas holds the turn numbers what is committed: one transaction at a time, so positions appear in order.
 * Decisions never wait for it. Of one session, events keep the order in which they were decided, because its visitor's lock
 * made one decision commit before the next began.
 */
@ApplicationScoped
class EventNumbering {
    private static final Logger LOG = Logger.getLogger(EventNumbering.class);
    private static final int AT_ONCE = 1_000;
    /** Nothing is locked, and so nothing written, where nothing waits. */
    private static final String NUMBER = """
        with turn as (
            select one from event_turn where exists (select from outbox) for update skip locked
        ), taken as (
            delete from outbox where seq = any(array(select seq from outbox order by seq limit $1)) and exists (select from turn) returning *
        ), logged as (
            insert into event (site_id, id, session_id, type, at, session)
            select site_id, id, session_id, type, at, session from taken order by seq
            returning position, site_id, id, session_id, type
        ), wanted as (
            insert into webhook_delivery (site_id, position, event_id, session_id, type, state, attempts, next_at, created_at)
            select l.site_id, l.position, l.id, l.session_id, l.type, 'pending', 0, now(), now()
            from logged l join webhook w on w.site_id = l.site_id and w.enabled and l.type = any(w.events)
        )
        select count(*) from logged""";
    private static final String FORGET = """
        with turn as (
            select one from event_turn for update skip locked
        ), gone as (
            delete from event where at < now() - $1 * interval '1 second' and exists (select from turn) returning position
        )
        update event_turn set forgotten_to = greatest(forgotten_to, (select max(position) from gone)) where exists (select from gone)""";
    private static final String FORGET_DELIVERIES = "delete from webhook_delivery where created_at < now() - $1 * interval '1 second'";
    private final Pool pool;
    private final Duration retention;

    EventNumbering(Pool pool, EventSettings settings) {
        this.pool = pool;
        this.retention = settings.retention();
    }

    /** What is committed gets its position, unless another replica is at it. @return whether there may be more */
    Uni<Boolean> number() {
        return pool.preparedQuery(NUMBER).execute(Tuple.of(AT_ONCE)).map(rows -> rows.iterator().next().getLong(0) == AT_ONCE);
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        List<Uni<?>> both = List.of(pool.preparedQuery(FORGET).execute(Tuple.of(retention.toSeconds())),
            pool.preparedQuery(FORGET_DELIVERIES).execute(Tuple.of(retention.toSeconds())));
        return Uni.combine().all().unis(both).discardItems()
            .onFailure().invoke(failure -> LOG.warnf("Old events could not be removed, they are tried again: %s", failure))
            .onFailure().recoverWithNull().replaceWithVoid();
    }
}
