package io.lastseen.site;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * All sites, answered from memory without blocking: read again every 2 s, and at once after a change made on this
 * replica. So a rotated key is refused here at once, and on other replicas within 2 s.
 */
@ApplicationScoped
public class Sites {
    private static final Logger LOG = Logger.getLogger(Sites.class);
    private static final Duration READ_TIME_LIMIT = Duration.ofSeconds(10);

    private final SiteRepository repository;
    private final AtomicLong reads = new AtomicLong();
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.EMPTY);
    private volatile boolean stale;

    Sites(SiteRepository repository) {
        this.repository = repository;
    }

    public Optional<Site> byWriteKey(String key) {
        return Optional.ofNullable(key).map(snapshot.get().byWriteKey()::get);
    }

    public Optional<Site> byId(String id) {
        return Optional.ofNullable(id).map(snapshot.get().byId()::get);
    }

    /** In the order in which they were created. */
    public Collection<Site> all() {
        return snapshot.get().byId().values();
    }

    /** Reads all sites; of two overlapping reads the one begun later stays, because it has seen more. */
    Uni<Void> refresh() {
        long number = reads.incrementAndGet();
        return repository
                .readAll()
                .ifNoItem()
                .after(READ_TIME_LIMIT)
                .fail()
                .invoke(sites -> snapshot.accumulateAndGet(
                        Snapshot.of(number, sites), (now, next) -> next.number() > now.number() ? next : now))
                .replaceWithVoid();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshFromTimeToTime() {
        return refresh().invoke(() -> stale = false).onFailure().recoverWithUni(failure -> {
            if (!stale) {
                LOG.warnf("Sites cannot be read from PostgreSQL; the last known ones stay in use (%s)", failure);
            }
            stale = true;
            return Uni.createFrom().voidItem();
        });
    }
}
