package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentStore;
import io.lastseen.recording.rebuild.SegmentRestorer;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.simulation.Program;
import io.lastseen.simulation.VirtualTime;
import io.lastseen.wire.Frame;
import io.lastseen.wire.FrameParser;
import io.lastseen.wire.Parsed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** A replica's door for chunks, without the network: everything behind it is the product's own. */
public final class SimulatedDoor {
    /** In flight at once: so little that it is reached. */
    public static final long MOST_BYTES = 4_096;
    private final FrameParser frames = new FrameParser();
    private final Admission admission = new Admission(new Limits());
    private final IndexStatement index;
    private final Partitions partitions;
    private final Pool pool;
    private final Lanes lanes;
    private long bytes;
    private long mostBytes;

    /** What a recorder is told. */
    public enum Reply { STORED, CONFLICT, ERASED, REFUSED, COME_AGAIN }

    public SimulatedDoor(Pool pool, ObjectStore store, Program program, VirtualTime time, Random random) {
        this(pool, store, program, time, random, new TestCommitSettings(1 + random.nextInt(3), 1 + random.nextInt(4), Duration.ofMillis(random.nextInt(2) * 20L),
            Duration.ofMillis(random.nextInt(2) * 30L)));
    }

    /** One that commits one batch after the other. */
    public static SimulatedDoor plain(Pool pool, ObjectStore store, Program program, VirtualTime time, Random random) {
        return new SimulatedDoor(pool, store, program, time, random, new TestCommitSettings(1, 3, Duration.ZERO));
    }

    private SimulatedDoor(Pool pool, ObjectStore store, Program program, VirtualTime time, Random random, CommitSettings settings) {
        this.pool = pool;
        this.partitions = new Partitions(pool);
        this.index = new IndexStatement(pool, settings, partitions);
        this.lanes = new Lanes(new SegmentStore(store), new SegmentNames(time, random), index, settings, pace(program, time, random));
    }

    private static Pace pace(Program program, VirtualTime time, Random random) {
        return new Pace() {
            @Override
            public void run(Runnable work) {
                program.execute(work);
            }

            @Override
            public void after(Duration delay, Runnable work) {
                program.after(delay, work);
            }

            @Override
            public long millis() {
                return time.millis();
            }

            @Override
            public double jitter() {
                return random.nextDouble();
            }
        };
    }

    /** @param body a frame, whole */
    public void receive(String site, byte[] body, Consumer<Reply> told) {
        if (!admission.reserve(site, body.length)) {
            told.accept(Reply.COME_AGAIN);
            return;
        }
        bytes += body.length;
        mostBytes = Math.max(mostBytes, bytes);
        if (!(frames.parse(body) instanceof Parsed.Accepted<Frame> accepted)) {
            throw new AssertionError("the simulated recorder speaks badly: " + frames.parse(body));
        }
        Frame frame = accepted.value();
        lanes.submit(Arrivals.of(site, frame, frame.header().signals(), Caller.UNKNOWN)).thenAccept(outcome -> {
            admission.release(site, body.length);
            bytes -= body.length;
            told.accept(reply(outcome));
        });
    }

    private static Reply reply(Outcome outcome) {
        if (outcome instanceof Outcome.Stored || outcome instanceof Outcome.Duplicate) {
            return Reply.STORED;
        }
        return outcome instanceof Outcome.Conflict ? Reply.CONFLICT : outcome instanceof Outcome.Erased ? Reply.ERASED
            : outcome instanceof Outcome.Unstorable ? Reply.REFUSED : Reply.COME_AGAIN;
    }

    public long bytesInFlight() {
        return bytes;
    }

    /** The most there ever were. */
    public long mostBytesInFlight() {
        return mostBytes;
    }

    public Uni<Void> makePartitions() {
        return partitions.make();
    }

    /** @param evidence how long it stays */
    public Uni<Void> dropOldPartitions(io.lastseen.recording.archive.ArchiveSettings settings) {
        return new OldPartitions(pool, settings).drop();
    }

    public SegmentRestorer restorer() {
        return new StoredSegments(index, partitions);
    }

    private record Limits() implements DoorSettings {

        @Override
        public String prefix() {
            return "/i";
        }

        @Override
        public long inFlightBytes() {
            return MOST_BYTES;
        }

        @Override
        public long inFlightBytesPerSite() {
            return MOST_BYTES;
        }

        @Override
        public Duration bodyDeadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int connectionsPerAddress() {
            return 0;
        }

        @Override
        public Duration ping() {
            return Duration.ofSeconds(15);
        }
    }
}
