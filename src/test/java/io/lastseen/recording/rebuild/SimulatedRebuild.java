package io.lastseen.recording.rebuild;

import io.lastseen.Duty;
import io.lastseen.recording.archive.ArchiveReader;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.session.UncountedSessions;
import io.lastseen.simulation.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** The product's own rebuild over a simulated store and an empty index. */
public final class SimulatedRebuild {

    private SimulatedRebuild() {
    }

    public static Uni<Rebuilt> of(Pool pool, ObjectStore store, SegmentRestorer segments, VirtualTime time) {
        SiteCopies sites = new SiteCopies(pool, store, store, store, store, new CopyNames(time), new Duty("rebuild"));
        ArchiveRestorer archives = new ArchiveRestorer(pool, store, new ArchiveReader(store), segments, UncountedSessions.counting());
        Rebuild rebuild = new Rebuild(pool, store, store, sites, archives, segments, new ErasedAgain(pool));
        return rebuild.tombstones().flatMap(rebuild::run);
    }
}
