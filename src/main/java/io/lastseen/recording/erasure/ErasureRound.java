package io.lastseen.recording.erasure;

import io.lastseen.Backlog;
import io.lastseen.recording.archive.ArchiveNames;
import io.lastseen.recording.asset.ReferenceObject;
import io.lastseen.recording.erasure.ErasureJobs.Held;
import io.lastseen.recording.erasure.ErasureJobs.Ready;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Carries erasures through: the tombstone first, then object after object, then a second look. */
@ApplicationScoped
class ErasureRound {
    private static final Logger LOG = Logger.getLogger(ErasureRound.class);
    private static final int BATCH = 64;
    private static final int AT_ONCE = 2;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private final ErasureJobs jobs;
    private final StoredTombstones tombstones;
    private final ErasureSwitch rows;
    private final SegmentScrub segments;
    private final ArchiveScrub archives;
    private final ObjectStore store;
    private final ErasureSettings settings;

    ErasureRound(ErasureJobs jobs, StoredTombstones tombstones, ErasureSwitch rows, SegmentScrub segments, ArchiveScrub archives, ObjectStore store,
                 ErasureSettings settings) {
        this.jobs = jobs;
        this.tombstones = tombstones;
        this.rows = rows;
        this.segments = segments;
        this.archives = archives;
        this.store = store;
        this.settings = settings;
    }

    /** Until nothing more can be done now, or {@code enough}. Fails where store or PostgreSQL do not answer; it is gone on with later. */
    Uni<Void> go(BooleanSupplier enough) {
        return jobs.untold().flatMap(all -> Multi.createFrom().iterable(all).onItem().transformToUniAndConcatenate(tombstones::tell).collect().last())
            .chain(() -> scrubAll(enough))
            .chain(() -> jobs.ready(settings.secondLook())
                .flatMap(all -> Multi.createFrom().iterable(all).onItem().transformToUniAndConcatenate(this::lookAgain).collect().last()));
    }

    private Uni<Void> scrubAll(BooleanSupplier enough) {
        return Backlog.workOff(() -> jobs.claim(BATCH, settings.secondLook()).flatMap(held -> Multi.createFrom().iterable(held)
            .onItem().transformToUni(this::scrub).merge(AT_ONCE).collect().last()
            .map(last -> held.size() == BATCH && !enough.getAsBoolean())));
    }

    private Uni<Void> scrub(Held held) {
        return Uni.createFrom().deferred(() -> scrub(held.object())).flatMap(gone -> gone ? jobs.gone(held) : jobs.later(held, settings.poll()))
            .onFailure().recoverWithUni(failure -> {
                LOG.warnf("Erased bytes in %s are still there, it is tried again: %s", held.object(), failure);
                return jobs.failed(held, AFTER_FAILURE, failure.toString());
            });
    }

    /** @return false where it has to be done again */
    private Uni<Boolean> scrub(String object) {
        if (object.startsWith(ReferenceObject.PREFIX)) {
            return removeAll(object).replaceWith(true);
        }
        return object.startsWith(ArchiveNames.PREFIX) ? archives.scrub(new ObjectName(object))
            : segments.scrub(new ObjectName(object)).replaceWith(true);
    }

    /** What was being stored or archived at the very moment. */
    private Uni<Void> lookAgain(Ready erasure) {
        return jobs.missed(erasure).flatMap(missed -> missed ? rows.erase(erasure.subject(), erasure.id()).replaceWithVoid()
            : jobs.starts(erasure).flatMap(started -> Multi.createFrom().iterable(started)
                .onItem().transformToUniAndConcatenate(one -> removeAll(ArchiveNames.ofSession(erasure.subject().site(), one.session(), one.at())))
                .collect().last())
                .chain(() -> jobs.done(erasure)));
    }

    private Uni<Void> removeAll(String prefix) {
        return store.pages(prefix, BATCH).onItem().<StoredObject>disjoint()
            .onItem().transformToUniAndConcatenate(object -> store.remove(object.name())).collect().last();
    }
}
