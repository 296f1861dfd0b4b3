package io.lastseen.ingest;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the day partitions of chunk and evidence ahead of time: a missing one would refuse every chunk after midnight. */
@ApplicationScoped
class Partitions {
    private static final int DAYS_AHEAD = 7;
    /** Days are UTC and the database's; a lock keeps replicas that start together from making the same table. */
    static final String MAKE = """
        do $$
        declare day date;
        begin
            perform pg_advisory_xact_lock(hashtext('lastseen.partitions'));
            foreach day in array array[%s]::date[] loop
                execute format('create table if not exists chunk_%%s partition of chunk for values from (%%L) to (%%L)',
                    to_char(day, 'YYYYMMDD'), day, day + 1);
                execute format('create table if not exists evidence_%%s partition of evidence for values from (%%L) to (%%L)',
                    to_char(day, 'YYYYMMDD'), day, day + 1);
            end loop;
        end $$""";
    static final String AHEAD = "select d::date as day from generate_series((now() at time zone 'utc')::date - 1, (now() at time zone 'utc')::date + %d, interval '1 day') d"
        .formatted(DAYS_AHEAD);
    static final String OF_DOCUMENTS = """
        select distinct d.day from unnest($1::text[], $2::text[]) as k(site_id, id) join document d on d.site_id = k.site_id and d.id = k.id""";
    static final String TOMORROW = """
        select to_regclass('chunk_' || to_char((now() at time zone 'utc')::date + 1, 'YYYYMMDD')) is not null
           and to_regclass('evidence_' || to_char((now() at time zone 'utc')::date + 1, 'YYYYMMDD')) is not null as there""";
    private final Pool pool;

    Partitions(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(100) StartupEvent starting) {
        make().await().atMost(Duration.ofSeconds(30));
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> make() {
        return pool.query(AHEAD).execute().flatMap(this::make);
    }

    /** A page that comes back after its day's partition was dropped gets it again. */
    Uni<Void> makeFor(Collection<ArrivingDocument> documents) {
        return pool.preparedQuery(OF_DOCUMENTS).execute(Tuple.of(documents.stream().map(ArrivingDocument::site).toArray(String[]::new),
            documents.stream().map(ArrivingDocument::id).toArray(String[]::new))).flatMap(this::make);
    }

    private Uni<Void> make(RowSet<Row> days) {
        return make(days.stream().map(row -> row.getLocalDate("day")).collect(Collectors.toSet()));
    }

    Uni<Void> make(Set<LocalDate> days) {
        String list = days.stream().map(day -> "'" + day + "'").collect(Collectors.joining(", "));
        return list.isEmpty() ? Uni.createFrom().voidItem() : pool.query(MAKE.formatted(list)).execute().replaceWithVoid();
    }

    /** Not ready without tomorrow's partitions: better a replica that waits than one that refuses at midnight. */
    Uni<Boolean> tomorrowIsThere() {
        return pool.query(TOMORROW).execute().map(rows -> rows.iterator().next().getBoolean("there"));
    }
}
