package io.lastseen.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Names of new segments: the day, for people, and 128 random bits, so that replicas need not agree. */
@ApplicationScoped
public class SegmentNames {
    private final RandomGenerator random;
    private final Clock clock;

    @Inject
    SegmentNames(Clock clock) {
        this(clock, new SecureRandom());
    }

    public SegmentNames(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return "segments/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
