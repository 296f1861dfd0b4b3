package io.lastseen.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This running process. Channels it saw are its own testimony, so a restart is another replica. */
@ApplicationScoped
class Replica {
    private final String id = UUID.randomUUID().toString();
    private volatile long epoch;

    String id() {
        return id;
    }

    /** Number of the lease it holds or held last; raised whenever one had run out. 0 before the first. */
    long epoch() {
        return epoch;
    }

    void holds(long epoch) {
        this.epoch = epoch;
    }
}
