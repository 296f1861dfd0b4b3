package io.lastseen.recording.rebuild;

import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.archive.ArchiveNames;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Restores PostgreSQL from the object store: tombstones are read first, then what people had set, then archives, then
 * segments. May be repeated, and after a break it goes on: what has a row keeps it. No replica may run meanwhile.
 */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final int PAGE = 1_000;
    private static final String RUNNING = "select count(*) as replicas from replica where lease_until > now()";
    /** Chunks that are in an archive have rows again: the archiver sees who needs them still, and lets go of their segments. */
    static final String LOOK_AGAIN = """
        insert into archive_due (site_id, kind, id, since)
        select distinct o.site_id, 'session', o.session_id, now() from chunk c
        join session_document o on o.site_id = c.site_id and o.document_id = c.document_id
            and c.last_ms >= o.from_ms and (o.to_ms is null or c.first_ms <= o.to_ms)
        join archive a on a.site_id = o.site_id and a.session_id = o.session_id
        where c.archived_at is null
        on conflict do nothing""";
    private final Pool pool;
    private final ObjectLister lister;
    private final ObjectReader objects;
    private final SiteCopies sites;
    private final ArchiveRestorer archives;
    private final SegmentRestorer segments;
    private final ErasedAgain erasedAgain;

    Rebuild(Pool pool, ObjectLister lister, ObjectReader objects, SiteCopies sites, ArchiveRestorer archives, SegmentRestorer segments,
            ErasedAgain erasedAgain) {
        this.pool = pool;
        this.lister = lister;
        this.objects = objects;
        this.sites = sites;
        this.archives = archives;
        this.segments = segments;
        this.erasedAgain = erasedAgain;
    }

    /** How many replicas hold a lease: a rebuild has to wait for their end. */
    public Uni<Long> replicasRunning() {
        return pool.query(RUNNING).execute().map(rows -> rows.iterator().next().getLong("replicas"));
    }

    /** @param tombstones all that stand in the object store */
    public Uni<Rebuilt> run(JsonArray tombstones) {
        AtomicInteger erased = new AtomicInteger();
        AtomicInteger unreadable = new AtomicInteger();
        return rows(Tombstones.of(tombstones), erased, unreadable).call(() -> erasedAgain.write(tombstones))
            .call(() -> pool.query(LOOK_AGAIN).execute());
    }

    private Uni<Rebuilt> rows(Tombstones tombstones, AtomicInteger erased, AtomicInteger unreadable) {
        return sites.restore()
            .flatMap(found -> all(ArchiveNames.PREFIX).flatMap(list -> archives(newest(list), tombstones, erased, unreadable))
                .flatMap(sessions -> all("segments/").flatMap(list -> segments(inOrderOfGathering(list), tombstones, unreadable)
                    .map(read -> new Rebuilt(found, sessions, erased.get(), list.size(), read, unreadable.get())))));
    }

    /** All that stand in the object store. */
    public Uni<JsonArray> tombstones() {
        JsonArray tombstones = new JsonArray();
        return all("tombstones/").flatMap(list -> Multi.createFrom().iterable(list)
            .onItem().transformToUniAndConcatenate(one -> whole(one).invoke(bytes -> tombstones.add(bytes.toJsonObject())))
            .collect().last().replaceWith(tombstones));
    }

    /** Of each session the generations, the highest first: an unreadable one gives way to the one before. */
    private static List<List<StoredObject>> newest(List<StoredObject> archives) {
        Map<String, List<StoredObject>> bySession = new LinkedHashMap<>();
        archives.forEach(one -> bySession.computeIfAbsent(folder(one), any -> new ArrayList<>()).add(one));
        bySession.values().forEach(all -> all.sort(Comparator.comparingInt(Rebuild::generation).reversed()));
        return List.copyOf(bySession.values());
    }

    private static String folder(StoredObject archive) {
        return archive.name().value().substring(0, archive.name().value().lastIndexOf('/'));
    }

    private static int generation(StoredObject archive) {
        String file = archive.name().value().substring(archive.name().value().lastIndexOf('/') + 1);
        return Integer.parseInt(file.substring(0, file.indexOf('-')));
    }

    private Uni<Integer> archives(List<List<StoredObject>> sessions, Tombstones tombstones, AtomicInteger erased, AtomicInteger unreadable) {
        // one after the other: of a visitor's rows the newest session's are kept, and they are listed by day
        return count(sessions, 1, generations -> archive(generations, tombstones, erased, unreadable));
    }

    private Uni<Integer> archive(List<StoredObject> generations, Tombstones tombstones, AtomicInteger erased, AtomicInteger unreadable) {
        if (generations.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return archives.restore(generations.get(0), tombstones).map(restored -> {
            if (!restored) {
                erased.incrementAndGet();
            }
            return restored ? 1 : 0;
        }).onFailure(Rebuild::unreadable).recoverWithUni(failure -> {
            LOG.errorf("%s cannot be read: %s", generations.get(0).name(), failure.getMessage());
            unreadable.incrementAndGet();
            return archive(generations.subList(1, generations.size()), tombstones, erased, unreadable);
        });
    }

    private static List<StoredObject> inOrderOfGathering(List<StoredObject> segments) {
        return segments.stream().map(one -> new StoredObject(one.name(), one.length(), SegmentNames.gatheredAt(one)))
            .sorted(Comparator.comparing(StoredObject::storedAt).thenComparing(StoredObject::name)).toList();
    }

    private Uni<Integer> segments(List<StoredObject> list, Tombstones tombstones, AtomicInteger unreadable) {
        return count(list, 1, segment -> whole(segment).flatMap(bytes -> segments.restore(segment, bytes.getBytes(), tombstones)).call(restored -> noted(restored, segment)).map(restored -> {
            unreadable.addAndGet(restored.damaged());
            return restored.chunks();
        }).onFailure(Rebuild::unreadable).recoverWithItem(failure -> {
            LOG.errorf("%s cannot be read: %s", segment.name(), failure.getMessage());
            unreadable.incrementAndGet();
            return 0;
        }));
    }

    private Uni<Void> noted(SegmentRestorer.Restored restored, StoredObject segment) {
        return Multi.createFrom().iterable(restored.erasedOf())
            .onItem().transformToUniAndConcatenate(site -> ErasedBytes.note(pool, site, segment.name().value())).collect().last();
    }

    private static <T> Uni<Integer> count(List<T> all, int atOnce, Function<T, Uni<Integer>> work) {
        return Multi.createFrom().iterable(all).onItem().transformToUni(work::apply).merge(atOnce)
            .collect().in(AtomicInteger::new, AtomicInteger::addAndGet).map(AtomicInteger::get);
    }

    private static boolean unreadable(Throwable failure) {
        return failure instanceof UnreadableObject || failure instanceof StoreException.NoSuchObject;
    }

    private Uni<Buffer> whole(StoredObject object) {
        return objects.get(object.name(), 0, Math.toIntExact(object.length()));
    }

    private Uni<List<StoredObject>> all(String prefix) {
        return lister.pages(prefix, PAGE).onItem().<StoredObject>disjoint().collect().asList();
    }
}
