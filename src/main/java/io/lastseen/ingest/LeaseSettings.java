package io.lastseen.ingest;

import io.lastseen.engagement.Timings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas know of each other that they live. */
@ConfigMapping(prefix = "lastseen.replica")
public interface LeaseSettings {
    Duration SHORTEST = Duration.ofSeconds(3);

    /** A replica that has not renewed its lease for this long counts as dead; renewed three times as often. */
    @WithDefault("15s")
    Duration lease();

    /** @throws IllegalArgumentException with one sentence where it is too short to be renewed in time */
    default Duration checkedLease() {
        if (lease().compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("lastseen.replica.lease must be at least " + SHORTEST.toSeconds() + "s, not " + Timings.written(lease()));
        }
        return lease();
    }
}
