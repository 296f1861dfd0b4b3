package io.lastseen.e2e.endings;

import java.time.Instant;

/**
 * One visit and its verdict, a line of the results file.
 *
 * @param reason  empty where there was no verdict
 * @param errorMs end by the verdict minus the instant from which the visitor went
 * @param tookMs  from then until he was seen to be gone: the true end lies between, on a busy machine a second later than asked for
 * @param knowMs  from the instant from which the visitor went to the verdict
 * @param wrong   what was wrong, empty where nothing was
 * @param failed  why the visit could not be made or its verdict not be asked for, empty where it could
 */
record Run(Instant at, String ending, Ending.Make make, String reason, long errorMs, long tookMs, long knowMs, String wrong,
        String failed) {

    static Run judged(Ending ending, Ending.Make make, String reason, long errorMs, long tookMs, long knowMs, String wrong) {
        return new Run(Instant.now(), ending.name(), make, reason, errorMs, tookMs, knowMs, wrong, "");
    }

    static Run wrong(Ending ending, Ending.Make make, String how) {
        return new Run(Instant.now(), ending.name(), make, "", 0, 0, 0, how, "");
    }

    static Run failed(Ending ending, Ending.Make make, String why) {
        return new Run(Instant.now(), ending.name(), make, "", 0, 0, 0, "", why);
    }

    boolean isOf(Ending other, Ending.Make of) {
        return ending.equals(other.name()) && make == of;
    }

    boolean hasVerdict() {
        return !reason.isEmpty();
    }

    /** How far the end by the verdict is from every instant that can have been the true one, ms. */
    long misplacedMs() {
        return Math.max(-errorMs, Math.max(errorMs - tookMs, 0));
    }
}
