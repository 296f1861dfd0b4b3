package io.lastseen.recording.asset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long contents stay that nothing refers to. */
@ConfigMapping(prefix = "lastseen.assets")
public interface AssetSettings {
    /**
     * A content goes when nothing refers to it and no recorder has told of it for so long. With the hour between two sweeps
     * that is within the 48 h in which bytes that were erased have to be gone. At least 25 h: rows call a content fresh for a day.
     */
    @WithDefault("46h")
    @DurationMin(hours = 25)
    Duration grace();
}
