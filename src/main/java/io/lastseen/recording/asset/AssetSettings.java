package io.lastseen.recording.asset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long contents stay that nothing refers to. */
@ConfigMapping(prefix = "lastseen.assets")
public interface AssetSettings {
    /** Recorders may refer to a content they brought so long ago, and rows call a content fresh for a day. */
    Duration SHORTEST = Duration.ofHours(25);

    /**
     * A content goes when nothing refers to it and no recorder has told of it for so long. With the hour between two sweeps
     * that is within the 48 h in which bytes that were erased have to be gone.
     */
    @WithDefault("46h")
    Duration grace();

    /** @throws IllegalArgumentException with one sentence where contents would go that recorders just told of */
    default Duration checkedGrace() {
        if (grace().compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("lastseen.assets.grace must be at least " + SHORTEST.toHours() + "h, not " + grace());
        }
        return grace();
    }
}
