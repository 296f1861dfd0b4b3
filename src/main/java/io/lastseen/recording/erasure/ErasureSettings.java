package io.lastseen.recording.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How erasing goes on once rows are switched. */
@ConfigMapping(prefix = "lastseen.erasure")
public interface ErasureSettings {

    /** How often objects that hold erased bytes are looked for. */
    @WithDefault("5s")
    @DurationMin(millis = 50)
    Duration poll();

    /**
     * An erasure is done no sooner than this after it was accepted, and no segment is rewritten sooner: what was being stored at
     * that very moment is there by then. Where chunks are committed it is held against how long that may take.
     */
    @WithDefault("2m")
    @DurationMin(seconds = 1)
    Duration secondLook();

    /** How often recordings are looked for that are older than their site keeps them. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration retention();
}
