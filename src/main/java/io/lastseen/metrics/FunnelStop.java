package io.lastseen.metrics;

import java.util.Optional;

/**
 * Which of the sessions of a funnel a list holds.
 *
 * @param least the furthest step of each is this one
 * @param most or one up to this
 * @param reason why they ended, or open; empty: whyever
 */
record FunnelStop(int least, int most, Optional<String> reason) {
    /** Those that got no further. */
    static FunnelStop at(int step, Optional<String> reason) {
        return new FunnelStop(step, step, reason);
    }

    /** Those that reached it; of -1, all. */
    static FunnelStop from(int step, Optional<String> reason) {
        return new FunnelStop(step, Integer.MAX_VALUE, reason);
    }

    /** Whether those who got further are meant, too. */
    boolean further() {
        return most > least;
    }

    boolean holds(FunnelContribution one) {
        int furthest = one.reach().furthest();
        return furthest >= least && furthest <= most && reason.map(one.reason()::equals).orElse(true);
    }
}
