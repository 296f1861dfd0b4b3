package io.lastseen.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** The public doors. */
@ConfigMapping(prefix = "lastseen.doors")
public interface DoorSettings {

    /** Path under which the doors lie; sites that proxy them first-party choose their own. */
    @WithDefault("/i")
    @Pattern(regexp = "(/[A-Za-z0-9_-]+)+")
    String prefix();

    /** Bytes of messages being read or committed; beyond it a message is told to come again. */
    @WithDefault("67108864")
    @Min(4_194_304)
    long inFlightBytes();

    /** The same for one site, so that one cannot crowd out the others. */
    @WithDefault("33554432")
    @Min(4_194_304)
    long inFlightBytesPerSite();

    /** A body that has not arrived whole by then is cut off. */
    @WithDefault("30s")
    Duration bodyDeadline();

    /**
     * Connections one address may hold at the doors; beyond it the next is told to come again. 0: as many as it likes, because
     * behind a proxy, or at a large company, everybody has the same address.
     */
    @WithDefault("0")
    @Min(0)
    int connectionsPerAddress();

    /** How often an open presence channel is pinged; two missed answers and the browser counts as unreachable. */
    @WithDefault("15s")
    Duration ping();
}
