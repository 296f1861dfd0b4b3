package io.lastseen.site;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Counts what the doors refuse, so that an owner can read why nothing is recorded. */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int MOST_SITES_OF_ONE_ORIGIN = 20;

    private final Sites sites;
    private final OriginPolicy policy;
    private final RefusalTable table;
    private final Clock clock;
    private final RefusalTally tally = new RefusalTally();

    Refusals(Sites sites, OriginPolicy policy, RefusalTable table, Clock clock) {
        this.sites = sites;
        this.policy = policy;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Never blocks and never fails; reaches PostgreSQL within 2 s.
     *
     * @param siteId null where the write key names none: then the sites that name the origin get it, else all show it
     * @param origin the Origin header, may be null
     * @param detail what exactly was wrong, in a few words; may be null
     */
    public void note(Refusal reason, String siteId, String origin, String detail) {
        RefusalCount once = RefusalCount.once(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        for (String site : siteId != null ? List.of(siteId) : sitesThatName(origin)) {
            tally.add(new RefusalKey(site, reason, origin, detail), once);
        }
    }

    private List<String> sitesThatName(String origin) {
        List<String> named = sites.all().stream()
                .filter(site -> policy.names(site, origin))
                .limit(MOST_SITES_OF_ONE_ORIGIN)
                .map(Site::id)
                .toList();
        return named.isEmpty() ? List.of(RefusalKey.NO_SITE) : named;
    }

    /** Writes what was counted; what PostgreSQL does not take is kept for the next time. */
    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> flush() {
        Map<RefusalKey, RefusalCount> taken = tally.take();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return table.add(taken).onFailure().recoverWithUni(failure -> {
            LOG.warnf("Refusals cannot be written to PostgreSQL, %d kinds wait (%s)", taken.size(), failure);
            taken.forEach(tally::add);
            return Uni.createFrom().voidItem();
        });
    }
}
