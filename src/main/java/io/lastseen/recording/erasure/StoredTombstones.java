package io.lastseen.recording.erasure;

import io.lastseen.recording.erasure.ErasureJobs.Untold;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.recording.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Tells the object store what was erased: whoever rebuilds from it reads this first. */
@ApplicationScoped
class StoredTombstones {
    private static final Logger LOG = Logger.getLogger(StoredTombstones.class);
    private final ErasureJobs jobs;
    private final ObjectPutter objects;

    StoredTombstones(ErasureJobs jobs, ObjectPutter objects) {
        this.jobs = jobs;
        this.objects = objects;
    }

    Uni<Void> tell(Untold erasure) {
        byte[] tombstone = erasure.tombstone().encode().getBytes(StandardCharsets.UTF_8);
        return objects.put(new ObjectName("tombstones/" + erasure.site() + "/" + erasure.id()), tombstone)
            .onFailure(StoreException.NameTaken.class).recoverWithNull()
            .chain(() -> jobs.told(erasure));
    }

    /** Before the answer to whoever erased it, where the store takes it; otherwise {@link ErasureRound} tells it. */
    Uni<Void> tellAtOnce(String erasure) {
        return jobs.untold().flatMap(all -> Multi.createFrom().iterable(all.stream().filter(one -> one.id().equals(erasure)).toList())
                .onItem().transformToUniAndConcatenate(this::tell).collect().last())
            .onFailure().invoke(failure -> LOG.warnf("The tombstone of erasure %s is stored later: %s", erasure, failure))
            .onFailure().recoverWithNull();
    }
}
