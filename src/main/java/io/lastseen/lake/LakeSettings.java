package io.lastseen.lake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether and when final sessions are written as files. */
@ConfigMapping(prefix = "lastseen.lake")
public interface LakeSettings {

    /** Switched on, all days there are get files; switched off, files stay as they are. */
    @WithDefault("false")
    boolean enabled();

    /** How long changes of a day are waited for before its files are written anew. */
    @WithDefault("15m")
    Duration after();

    /** How often days are looked for that have changed. */
    @WithDefault("1m")
    Duration poll();
}
