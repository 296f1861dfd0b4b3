package io.lastseen.e2e.endings;

import java.time.Duration;
import java.util.Set;

/**
 * What must become of a visit: one session, with one of these reasons.
 *
 * @param reasons  those that no server could tell apart
 * @param sureness how it can be known at all
 * @param reopened the visitor was away for so long that an end before the last one is right
 */
record Becomes(Set<String> reasons, Sureness sureness, boolean reopened) {
    enum Sureness {
        /** An exit was seen: known after its grace. */
        CERTAIN(Duration.ofSeconds(15)),
        /** A page of the site was to follow, and does not. */
        NAVIGATION(Duration.ofSeconds(70)),
        /** Nobody is seen any more; the matrix shortens this wait. */
        ABSENCE(Stage.PARKED.plusSeconds(10));

        /** From the true end to the verdict. */
        final Duration within;

        Sureness(Duration within) {
            this.within = within;
        }
    }

    static Becomes certainly(String... reasons) {
        return new Becomes(Set.of(reasons), Sureness.CERTAIN, false);
    }

    static Becomes afterWaiting(Sureness sureness, String reason) {
        return new Becomes(Set.of(reason), sureness, false);
    }

    Becomes onceReopened() {
        return new Becomes(reasons, sureness, true);
    }
}
