package io.lastseen.e2e.endings;

import java.time.Instant;

/**
 * One visit and its verdict, a line of the results file.
 *
 * @param reason  empty where there was no verdict
 * @param errorMs end by the verdict minus the true one
 * @param knowMs  from the true end to the verdict
 * @param wrong   what was wrong, empty where nothing was
 * @param failed  why the visit could not be made or its verdict not be asked for, empty where it could
 */
record Run(Instant at, String ending, Ending.Make make, String reason, long errorMs, long knowMs, String wrong, String failed) {

    static Run judged(Ending ending, Ending.Make make, String reason, long errorMs, long knowMs, String wrong) {
        return new Run(Instant.now(), ending.name(), make, reason, errorMs, knowMs, wrong, "");
    }

    static Run wrong(Ending ending, Ending.Make make, String how) {
        return new Run(Instant.now(), ending.name(), make, "", 0, 0, how, "");
    }

    static Run failed(Ending ending, Ending.Make make, String why) {
        return new Run(Instant.now(), ending.name(), make, "", 0, 0, "", why);
    }

    boolean isOf(Ending other, Ending.Make of) {
        return ending.equals(other.name()) && make == of;
    }

    boolean hasVerdict() {
        return !reason.isEmpty();
    }
}
