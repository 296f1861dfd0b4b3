package io.lastseen.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import java.time.Duration;

/** How long PostgreSQL may keep somebody waiting. */
@ConfigMapping(prefix = "lastseen.database.connection")
public interface DatabaseConnectionSettings {

    /** A connection from which nothing has come for so long is closed, and whoever waits on it is told that it failed. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 60)
    Duration longestSilence();

    /** The longest a new connection may take. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 1)
    Duration longestOpening();
}
