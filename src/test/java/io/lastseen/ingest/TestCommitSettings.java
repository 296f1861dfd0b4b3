package io.lastseen.ingest;

import java.time.Duration;

/** The defaults, with a number of batches in flight. */
record TestCommitSettings(int inFlight) implements CommitSettings {

    @Override
    public int segmentBytes() {
        return 8_388_608;
    }

    @Override
    public int batchArrivals() {
        return 2_000;
    }

    @Override
    public Duration linger() {
        return Duration.ZERO;
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
