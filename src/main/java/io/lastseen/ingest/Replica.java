package io.lastseen.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** This running process. Channels it saw are its own testimony, so a restart is another replica. */
@ApplicationScoped
class Replica {
    private final String id = UUID.randomUUID().toString();
    private final long epoch;

    Replica(Clock clock) {
        this.epoch = clock.millis();
    }

    String id() {
        return id;
    }

    /** When it started, Unix milliseconds. */
    long epoch() {
        return epoch;
    }
}
