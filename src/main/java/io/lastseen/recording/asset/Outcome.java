package io.lastseen.recording.asset;

import java.util.List;

/** What became of one asset message. */
public sealed interface Outcome {

    /**
     * All that could be kept is durable.
     *
     * @param need    indices of entries whose content the service does not have
     * @param refused indices of entries whose content is of no kind that is kept
     */
    record Kept(List<Integer> need, List<Integer> refused) implements Outcome {
    }

    /** The site's budget of the day does not hold what was brought; nothing of the message is kept. */
    record Spent() implements Outcome {
    }

    /** A content is being swept at this very moment; the same message may be sent again. */
    record Later() implements Outcome {
    }
}
