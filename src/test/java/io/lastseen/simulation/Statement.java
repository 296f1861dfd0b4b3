package io.lastseen.simulation;

import io.vertx.sqlclient.Tuple;

/** What PostgreSQL does for one SQL statement that Lastseen sends. */
public interface Statement {

    /** Runs at one instant. Where a row is locked by somebody else it is begun anew once that one is done. */
    Answer run(Work work, Tuple parameters);
}
