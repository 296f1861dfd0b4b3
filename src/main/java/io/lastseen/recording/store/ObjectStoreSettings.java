package io.lastseen.recording.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the objects are. On one machine the embedded store fills endpoint and keys in. */
@ConfigMapping(prefix = "lastseen.objects")
public interface ObjectStoreSettings {

    URI endpoint();

    @WithDefault("us-east-1")
    String region();

    /** Made at first start where it is missing. */
    @WithDefault("lastseen")
    String bucket();

    String accessKey();

    String secretKey();

    /** The longest one request may take, connecting and all. */
    @WithDefault("30s")
    Duration timeout();

    /** Requests under way at once; further ones wait. */
    @WithDefault("64")
    int connections();
}
