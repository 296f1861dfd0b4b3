package io.lastseen.recording.erasure;

import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.session.UncountedSessions;
import io.lastseen.simulation.Program;
import io.lastseen.simulation.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** A replica's part in erasing, the product's own. */
public final class SimulatedEraser {
    private final ErasureSubjects subjects;
    private final Erasures erasures;
    private final ErasureRound round;

    public SimulatedEraser(Pool pool, ObjectStore store, Program program, VirtualTime time, Random random) {
        ErasureJobs jobs = new ErasureJobs(pool);
        ErasureSwitch rows = new ErasureSwitch(pool, UncountedSessions.counting());
        this.subjects = new ErasureSubjects(pool);
        StoredTombstones tombstones = new StoredTombstones(jobs, store);
        this.erasures = new Erasures(rows, tombstones, jobs, random);
        this.round = new ErasureRound(jobs, tombstones, rows, new SegmentScrub(pool, store, new SegmentNames(time, random), program::execute),
            new ArchiveScrub(pool, store), store, new Defaults());
    }

    public Uni<Void> session(String site, String id) {
        return subjects.session(site, id).flatMap(erasures::accept).replaceWithVoid();
    }

    public Uni<Void> visitor(String site, String id) {
        return subjects.visitor(id, Optional.of(site)).flatMap(erasures::accept).replaceWithVoid();
    }

    public Uni<Void> round() {
        return round.go(() -> false);
    }

    private record Defaults() implements ErasureSettings {

        @Override
        public Duration poll() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration secondLook() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration retention() {
            return Duration.ofMinutes(15);
        }
    }
}
