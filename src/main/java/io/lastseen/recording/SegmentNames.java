package io.lastseen.recording;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;

/** Names of new segments: the day, for people, and 128 random bits, so that replicas need not agree. */
@ApplicationScoped
public class SegmentNames {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    SegmentNames(Clock clock) {
        this.clock = clock;
    }

    public String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return "segments/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
