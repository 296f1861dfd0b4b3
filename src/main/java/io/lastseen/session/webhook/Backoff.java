package io.lastseen.session.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to try again: 1, 3, 9 ... seconds, at most 6 hours, half of it by chance so that retries of many spread out. */
final class Backoff {
    static final Duration GIVES_UP_AFTER = Duration.ofHours(24);
    private static final long FIRST_MS = 1_000;
    private static final long MOST_MS = Duration.ofHours(6).toMillis();

    private Backoff() {
    }

    /** @param attempts made so far, from 1 */
    static Duration after(int attempts, RandomGenerator random) {
        double whole = Math.min(MOST_MS, FIRST_MS * Math.pow(3, attempts - 1));
        return Duration.ofMillis(Math.round(whole / 2 + random.nextDouble() * whole / 2));
    }
}
