package io.lastseen.session.event;

import io.lastseen.engagement.Timings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are kept and told. */
@ConfigMapping(prefix = "lastseen.events")
public interface EventSettings {
    /** A webhook is tried for 24 h, and the event must be there until then. */
    Duration SHORTEST_RETENTION = Duration.ofHours(26);

    /** How long an event can still be asked for. */
    @WithDefault("7d")
    Duration retention();

    /** After that long without an event a stream says that it is still there. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Streams open at once on one replica. */
    @WithDefault("1000")
    int streams();

    /** @throws IllegalArgumentException with one sentence where a setting makes no sense */
    default void check() {
        if (retention().compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("lastseen.events.retention must be at least 26h, because webhooks are tried for 24h: " + Timings.written(retention()));
        }
        if (heartbeat().toMillis() < 100) {
            throw new IllegalArgumentException("lastseen.events.heartbeat must be at least 100ms: " + Timings.written(heartbeat()));
        }
        if (streams() < 1) {
            throw new IllegalArgumentException("lastseen.events.streams must be at least 1: " + streams());
        }
    }
}
