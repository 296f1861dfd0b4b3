package io.lastseen.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** New ids of funnels: 80 random bits, at most 16 letters and digits. */
@ApplicationScoped
class FunnelIds {
    private final RandomGenerator random;

    FunnelIds() {
        this(new SecureRandom());
    }

    FunnelIds(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[10];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes).toString(32);
    }
}
