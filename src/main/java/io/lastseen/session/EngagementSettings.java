package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long to wait for what, as an operator sets it; {@link Timings} says what each is and holds them to sense. */
@ConfigMapping(prefix = "lastseen.engagement")
public interface EngagementSettings {

    @WithDefault("5s")
    Duration close();

    @WithDefault("10s")
    Duration left();

    @WithDefault("10s")
    Duration unknown();

    @WithDefault("60s")
    Duration navigation();

    @WithDefault("12s")
    Duration reconnect();

    @WithDefault("2s")
    Duration hideThenDrop();

    @WithDefault("75s")
    Duration silent();

    @WithDefault("15m")
    Duration parked();

    @WithDefault("30m")
    Duration idle();

    @WithDefault("60m")
    Duration absent();

    @WithDefault("60m")
    Duration payment();

    @WithDefault("5m")
    Duration reopenClosed();

    @WithDefault("30m")
    Duration reopenLeft();

    @WithDefault("60s")
    Duration signOutTail();

    @WithDefault("60s")
    Duration ownRestart();

    @WithDefault("24h")
    Duration longestLife();

    /** @throws IllegalArgumentException with one sentence where the settings contradict each other */
    default Timings timings(Duration ping) {
        Timings standard = Timings.defaults();
        return new Timings(close(), left(), unknown(), navigation(), reconnect(), hideThenDrop(), ping, silent(), parked(), idle(),
            absent(), payment(), reopenClosed(), reopenLeft(), signOutTail(), ownRestart(), longestLife(), standard.readingUnknown(),
            standard.shortestReading(), standard.longestReading(), standard.wordsPerMinute(), standard.clockJump(), standard.delivery());
    }
}
