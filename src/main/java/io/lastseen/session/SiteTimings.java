package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.lastseen.session.Deciders.ServiceTimings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** What each site waits for: the service's timings, but for what the site's owner has set. Read again every 2 s. */
@ApplicationScoped
class SiteTimings {
    private static final Logger LOG = Logger.getLogger(SiteTimings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READ = "select site_id, overrides from site_timings";
    private static final String READ_ONE = "select overrides from site_timings where site_id = $1";
    private static final String WRITE = """
        insert into site_timings (site_id, overrides) values ($1, $2)
        on conflict (site_id) do update set overrides = excluded.overrides""";
    /** By insertion, so that rows are locked in ingest's order; after 3 s, because by then every replica knows. */
    private static final String LOOK_AGAIN = """
        insert into due as d (site_id, visitor_id, rev, due_at)
        select site_id, visitor_id, rev, now() + interval '3 seconds' from due where site_id = $1 order by site_id, visitor_id
        on conflict (site_id, visitor_id) do update set due_at = least(d.due_at, excluded.due_at)""";
    private final Pool pool;
    private final Timings service;
    private volatile Map<String, Timings> sites = Map.of();

    SiteTimings(Pool pool, ServiceTimings service) {
        this.pool = pool;
        this.service = service.timings();
    }

    void start(@Observes @Priority(110) StartupEvent starting) {
        refresh().await().atMost(PATIENCE);
    }

    /** From memory, without blocking. */
    Timings of(String site) {
        return sites.getOrDefault(site, service);
    }

    Timings ofService() {
        return service;
    }

    Uni<Map<Timing, Duration>> overrides(String site) {
        return pool.preparedQuery(READ_ONE).execute(Tuple.of(site))
            .map(rows -> rows.size() == 0 ? Map.of() : parsed(rows.iterator().next().getJsonObject("overrides")));
    }

    /** Holds for all visits of the site that are not final, within seconds. */
    Uni<Void> override(String site, Map<Timing, Duration> overrides) {
        JsonObject body = new JsonObject();
        overrides.forEach((timing, duration) -> body.put(timing.text(), Timings.written(duration)));
        return pool.withTransaction(transaction -> transaction.preparedQuery(WRITE).execute(Tuple.of(site, body))
                .flatMap(written -> transaction.preparedQuery(LOOK_AGAIN).execute(Tuple.of(site))))
            .flatMap(done -> refresh());
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshFromTimeToTime() {
        return refresh().onFailure().invoke(failure -> LOG.debugf("Timings of sites stay as last known: %s", failure)).onFailure().recoverWithNull();
    }

    private Uni<Void> refresh() {
        return pool.query(READ).execute().invoke(rows -> {
            Map<String, Timings> read = new HashMap<>();
            rows.forEach(row -> read.put(row.getString("site_id"), effective(row.getString("site_id"), row.getJsonObject("overrides"))));
            sites = Map.copyOf(read);
        }).replaceWithVoid();
    }

    /** The service's settings may have changed since, so that the two contradict each other now. */
    private Timings effective(String site, JsonObject overrides) {
        try {
            return Timing.with(service, parsed(overrides));
        } catch (RuntimeException contradiction) {
            LOG.debugf("Site %s is judged by the service's timings: %s", site, contradiction.getMessage());
            return service;
        }
    }

    private static Map<Timing, Duration> parsed(JsonObject overrides) {
        Map<Timing, Duration> parsed = new EnumMap<>(Timing.class);
        overrides.forEach(entry -> Timing.named(entry.getKey()).ifPresent(timing -> parsed.put(timing, timing.parse(entry.getValue()))));
        return parsed;
    }
}
