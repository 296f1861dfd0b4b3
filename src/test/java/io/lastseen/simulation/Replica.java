package io.lastseen.simulation;

import io.lastseen.ingest.SimulatedDoor;
import io.lastseen.recording.SimulatedPlayback;
import io.lastseen.recording.archive.SimulatedArchiver;
import io.lastseen.recording.erasure.SimulatedEraser;
import io.lastseen.recording.store.ObjectStore;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Random;

/** One replica: the product's parts in a process that can be killed. */
record Replica(Program program, Pool pool, ObjectStore store, SimulatedDoor door, SimulatedArchiver archiver, SimulatedEraser eraser,
               SimulatedPlayback playback) {

    static Replica start(VirtualTime time, Random random, SimulatedPostgres postgres, SimulatedObjects objects, Faults faults) {
        Program program = new Program(time);
        Pool pool = postgres.seenBy(program, faults);
        ObjectStore store = objects.seenBy(program);
        return new Replica(program, pool, store, new SimulatedDoor(pool, store, program, time, random),
            new SimulatedArchiver(pool, store, program, time, random, SimulatedArchiver.SETTINGS), new SimulatedEraser(pool, store, program, time, random), new SimulatedPlayback(pool, store));
    }

    /** One that does one thing after the other. */
    static Replica plain(VirtualTime time, Random random, Program program, Pool pool, ObjectStore store) {
        return new Replica(program, pool, store, SimulatedDoor.plain(pool, store, program, time, random),
            new SimulatedArchiver(pool, store, program, time, random, SimulatedArchiver.ONE_BY_ONE), new SimulatedEraser(pool, store, program, time, random),
            new SimulatedPlayback(pool, store));
    }
}
