package io.lastseen.ingest;

import java.time.Duration;

/** The defaults, but for what a test sets. */
record TestCommitSettings(int inFlight, int batchArrivals, Duration linger, Duration apart) implements CommitSettings {
    TestCommitSettings(int inFlight, int batchArrivals, Duration linger) {
        this(inFlight, batchArrivals, linger, Duration.ZERO);
    }

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
