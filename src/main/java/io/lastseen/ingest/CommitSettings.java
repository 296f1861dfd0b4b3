package io.lastseen.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How arrivals are committed together. */
@ConfigMapping(prefix = "lastseen.commit")
public interface CommitSettings {

    /** A segment is sealed at this size. */
    @WithDefault("8388608")
    @Min(65_536)
    @Max(67_108_864)
    int segmentBytes();

    /** A batch is sealed at this number of arrivals. */
    @WithDefault("2000")
    @Min(1)
    @Max(10_000)
    int batchArrivals();

    /** Batches being stored at the same time. */
    @WithDefault("4")
    @Min(1)
    @Max(32)
    int inFlight();

    /** Wait this long for company before sealing: for stores that bill each PUT. */
    @WithDefault("0ms")
    Duration linger();

    /** Beside batches under way one of fewer than 64 arrivals is not sealed earlier than this after the last one was. */
    @WithDefault("30ms")
    Duration apart();

    /** How long store and database may take, tries included, before the recorder is told to come again. */
    @WithDefault("20s")
    Duration deadline();

    /** A visitor with everyday evidence is decided within this time; endings are decided at once. */
    @WithDefault("5s")
    Duration routineDecision();
}
