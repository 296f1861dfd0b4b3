package io.lastseen.ingest;

import java.time.Duration;

/** The defaults, but for what a test sets. */
record TestCommitSettings(int inFlight, int batchArrivals, Duration linger) implements CommitSettings {

    @Override
    public int segmentBytes() {
        return 8_388_608;
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration routineDecision() {
        return Duration.ofSeconds(5);
    }
}
