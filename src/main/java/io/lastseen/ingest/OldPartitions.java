package io.lastseen.ingest;

import io.lastseen.recording.archive.ArchiveSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Drops the partitions of days of which nothing is needed any more. What was received stays known: {@code document.sequences}. */
@ApplicationScoped
class OldPartitions {
    private static final Logger LOG = Logger.getLogger(OldPartitions.class);
    /** A plan may look at every relation's name before it knows whose it is: only those that end with a day are read as one. */
    static final String OLD = """
        select p.day
        from pg_inherits i
        join (select oid, case when relname ~ '_[0-9]{8}$' then to_date(right(relname, 8), 'YYYYMMDD') end as day from pg_class) p on p.oid = i.inhrelid
        where i.inhparent = 'chunk'::regclass and p.day < (now() at time zone 'utc')::date - $1::int
        order by 1""";
    /**
     * Chunks' rows go with their segments, so an empty partition is one whose chunks are all archived or let go. Evidence of the
     * last two days may still be read by a decision. The parents are locked first, as ingest does; briefly, or not at all.
     */
    static final String DROP = """
        do $$
        begin
            for look in 1..2 loop
                if exists (select from chunk_%1$s)
                    or exists (select from document where day = '%2$s' and not settled)
                    or exists (select from evidence_%1$s where received_at > now() - interval '48 hours') then
                    return;
                end if;
                if look = 1 then
                    set local lock_timeout = '2s';
                    lock table only chunk, only evidence in access exclusive mode;
                end if;
            end loop;
            drop table chunk_%1$s, evidence_%1$s;
        end $$""";
    private final Pool pool;
    private final int days;

    OldPartitions(Pool pool, ArchiveSettings settings) {
        this.pool = pool;
        this.days = (int) settings.evidence().toDays();
    }

    /** Two replicas that do this at once wait for each other's lock, and the second one finds nothing to drop. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> drop() {
        return pool.preparedQuery(OLD).execute(Tuple.of(days)).flatMap(rows -> Multi.createFrom().iterable(rows)
            .onItem().transformToUniAndConcatenate(row -> drop(row.getLocalDate("day"))).collect().last().replaceWithVoid());
    }

    private Uni<Void> drop(LocalDate day) {
        return pool.query(DROP.formatted(day.format(DateTimeFormatter.BASIC_ISO_DATE), day)).execute().replaceWithVoid()
            .onFailure().recoverWithUni(failure -> {
                LOG.infof("The partitions of %s could not be dropped, it is tried again: %s", day, failure);
                return Uni.createFrom().voidItem();
            });
    }
}
