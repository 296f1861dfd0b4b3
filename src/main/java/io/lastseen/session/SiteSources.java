package io.lastseen.session;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** The sources each site knows: everybody's and its own. Read again every 2 s. */
@ApplicationScoped
class SiteSources {
    private static final Logger LOG = Logger.getLogger(SiteSources.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final KnownSources OURS = KnownSources.ours();
    private static final String READ = "select site_id, sources from site_sources";
    private static final String WRITE = """
        insert into site_sources (site_id, sources) values ($1, $2) on conflict (site_id) do update set sources = excluded.sources""";
    private final Pool pool;
    private volatile Map<String, List<SiteSource>> own = Map.of();
    private volatile Map<String, KnownSources> known = Map.of();

    SiteSources(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(110) StartupEvent starting) {
        refresh().await().atMost(PATIENCE);
    }

    /** From memory, without blocking. */
    KnownSources of(String site) {
        return known.getOrDefault(site, OURS);
    }

    List<SiteSource> own(String site) {
        return own.getOrDefault(site, List.of());
    }

    /** Holds for visits that are decided from now on, here at once and elsewhere within seconds. */
    Uni<Void> set(String site, List<SiteSource> sources) {
        JsonArray rows = new JsonArray();
        sources.forEach(one -> rows.add(new JsonObject().put("domain", one.domain()).put("name", one.name()).put("kind", one.kind().text())));
        return pool.preparedQuery(WRITE).execute(Tuple.of(site, rows)).flatMap(written -> refresh());
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshFromTimeToTime() {
        return refresh().onFailure().invoke(failure -> LOG.debugf("Sources of sites stay as last known: %s", failure)).onFailure().recoverWithNull();
    }

    private Uni<Void> refresh() {
        return pool.query(READ).execute().invoke(rows -> {
            Map<String, List<SiteSource>> read = new HashMap<>();
            rows.forEach(row -> read.put(row.getString("site_id"), parsed(row.getJsonArray("sources"))));
            if (!read.equals(own)) {
                Map<String, KnownSources> all = new HashMap<>();
                read.forEach((site, sources) -> all.put(site, OURS.with(sources)));
                own = Map.copyOf(read);
                known = Map.copyOf(all);
            }
        }).replaceWithVoid();
    }

    private static List<SiteSource> parsed(JsonArray rows) {
        return IntStream.range(0, rows.size()).mapToObj(rows::getJsonObject)
            .map(row -> new SiteSource(row.getString("domain"), row.getString("name"), SourceKind.of(row.getString("kind")).orElseThrow())).toList();
    }
}
