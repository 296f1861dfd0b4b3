package io.lastseen.recording.archive;

import io.lastseen.Workers;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.simulation.Program;
import io.lastseen.simulation.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Random;

/** A replica's archiver and sweep, the product's own. */
public final class SimulatedArchiver {
    public static final ArchiveSettings SETTINGS = new Soon(2);
    /** One session after the other. */
    public static final ArchiveSettings ONE_BY_ONE = new Soon(1);
    private final ArchiveRound round;
    private final Sweep sweep;
    private final ObjectOwners owners;

    public SimulatedArchiver(Pool pool, ObjectStore store, Program program, VirtualTime time, Random random, ArchiveSettings settings) {
        Workers workers = program::execute;
        ArchiveQueue queue = new ArchiveQueue(pool);
        Archiver archiver = new Archiver(new ArchiveSource(pool), new ArchiveReader(store), new ChunkBytes(store, workers), new ArchiveNames(random),
            new ArchiveSwitch(pool, settings), queue, store, store, workers, settings);
        this.round = new ArchiveRound(queue, archiver, new Leftovers(pool, queue, settings), settings);
        this.owners = new ObjectOwners(pool);
        this.sweep = new Sweep(store, store, owners, settings, time);
    }

    public Uni<Void> round() {
        return round.go(() -> false);
    }

    /** Whether or not it is this replica's turn: two that sweep at once must do no harm either. */
    public Uni<Void> sweep() {
        return owners.takeTurn("sweep", SETTINGS.sweep().dividedBy(2)).chain(sweep::sweep).replaceWithVoid();
    }

    private record Soon(int atOnce) implements ArchiveSettings {

        @Override
        public Duration after() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration grace() {
            return Duration.ofHours(48);
        }

        @Override
        public Duration silence() {
            return Duration.ofHours(26);
        }

        @Override
        public Duration evidence() {
            return Duration.ofDays(2);
        }

        @Override
        public Duration sweep() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(5);
        }

        @Override
        public long largest() {
            return 268_435_456;
        }
    }
}
