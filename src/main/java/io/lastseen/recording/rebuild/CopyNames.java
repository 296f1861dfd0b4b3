package io.lastseen.recording.rebuild;

import io.lastseen.recording.store.ObjectName;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Names of copies: the time first, so that they sort by it; random at the end, because two replicas may write at once. */
@ApplicationScoped
class CopyNames {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    CopyNames(Clock clock) {
        this.clock = clock;
    }

    ObjectName next(String site) {
        byte[] bits = new byte[8];
        random.nextBytes(bits);
        return new ObjectName("%s%s/%013d-%s".formatted(SiteCopies.PREFIX, site, clock.millis(), HexFormat.of().formatHex(bits)));
    }
}
