package io.lastseen.recording.rebuild;

import io.lastseen.Duty;
import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.ObjectRemover;
import io.lastseen.recording.store.StoredObject;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps a copy of each site and of what people had set for it in the object store: {@code sites/<site>/<when>-<random>},
 * written anew when something has changed. Without it a rebuild would find recordings of sites that nobody knows.
 */
@ApplicationScoped
class SiteCopies {
    static final String PREFIX = "sites/";
    private static final int MOST = 100_000;
    /** Tables that people fill, each by its site. */
    private static final List<String> TABLES = List.of("site_timings", "site_sources", "funnel", "goal", "webhook");
    private static final String SITES = "select s.id, jsonb_build_object('format', 1, 'site', jsonb_build_array(to_jsonb(s))"
        + TABLES.stream().map(table -> ", '" + table + "', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from " + table
        + " t where t.site_id = s.id)").collect(Collectors.joining()) + ") as copy from site s order by s.id";
    private final Pool pool;
    private final ObjectPutter putter;
    private final ObjectReader reader;
    private final ObjectLister lister;
    private final ObjectRemover remover;
    private final CopyNames names;
    private final Duty duty;

    SiteCopies(Pool pool, ObjectPutter putter, ObjectReader reader, ObjectLister lister, ObjectRemover remover, CopyNames names, Duty duty) {
        this.pool = pool;
        this.putter = putter;
        this.reader = reader;
        this.lister = lister;
        this.remover = remover;
        this.names = names;
        this.duty = duty;
    }

    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> write() {
        if (!duty.serving()) {
            return Uni.createFrom().voidItem();
        }
        return newest().flatMap(stored -> pool.query(SITES).execute().flatMap(rows -> Multi.createFrom().iterable(rows)
            .onItem().transformToUniAndConcatenate(row -> write(row, Optional.ofNullable(stored.get(row.getString("id")))))
            .collect().last().replaceWithVoid()));
    }

    private Uni<Void> write(Row row, Optional<StoredObject> earlier) {
        byte[] copy = row.getValue("copy").toString().getBytes(StandardCharsets.UTF_8);
        return earlier.map(one -> reader.get(one.name(), 0, (int) one.length()).map(bytes -> java.util.Arrays.equals(bytes.getBytes(), copy)))
            .orElse(Uni.createFrom().item(false))
            .flatMap(same -> same ? Uni.createFrom().voidItem() : putter.put(names.next(row.getString("id")), copy)
                .chain(() -> earlier.map(one -> remover.remove(one.name())).orElse(Uni.createFrom().voidItem())));
    }

    /** @return how many sites; their rows win over those a fresh database has, such as the demo shop's */
    Uni<Integer> restore() {
        return newest().flatMap(stored -> Multi.createFrom().iterable(stored.values())
            .onItem().transformToUniAndConcatenate(one -> reader.get(one.name(), 0, (int) one.length())
                .flatMap(bytes -> write(bytes.toJsonObject())))
            .collect().last().replaceWith(stored.size()));
    }

    private Uni<Void> write(JsonObject copy) {
        return pool.withTransaction(transaction -> {
            Uni<Void> done = RestoredRows.write(transaction, "site", copy.getJsonArray("site"), "on conflict (id) do update set %s");
            for (String table : TABLES) {
                done = done.chain(() -> RestoredRows.write(transaction, table, copy.getJsonArray(table, new JsonArray()), "on conflict do nothing"));
            }
            return done;
        });
    }

    /** By site; of several copies that a crash left the one written last. */
    private Uni<Map<String, StoredObject>> newest() {
        return lister.list(PREFIX, Optional.empty(), MOST).map(all -> {
            Map<String, StoredObject> newest = new TreeMap<>();
            List<StoredObject> inOrder = new ArrayList<>(all);
            inOrder.sort(Comparator.comparing(StoredObject::name));
            inOrder.forEach(one -> newest.put(one.name().value().split("/")[1], one));
            return newest;
        });
    }
}
