package io.lastseen.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the sessions of a period, or their visitors, got.
 *
 * @param sessions all that were looked at
 * @param visitors of these; null where sessions are counted
 */
record FunnelCounts(long sessions, Long visitors, List<Step> steps) {

    FunnelCounts(long sessions, List<Step> steps) {
        this(sessions, null, steps);
    }

    /** The same of a funnel that counts visitors. */
    FunnelCounts ofVisitors(long all) {
        return new FunnelCounts(sessions, all, steps);
    }

    /**
     * One step.
     *
     * @param medianMs from the first step to this one; null where nobody reached it
     * @param furthest how many got no further, by how their sessions ended; {@code open} where they have not
     * @param samples ids of the newest of these sessions, newest first
     */
    record Step(long reached, Long medianMs, Map<String, Long> furthest, List<String> samples) {
        long furthestSessions() {
            return furthest.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Takes the rows of the answer, ordered by number within a kind. */
    static final class Reader {
        private final long[] reached;
        private final Long[] medians;
        private final List<Map<String, Long>> reasons = new ArrayList<>();
        private final List<List<String>> samples = new ArrayList<>();
        private long sessions;

        Reader(int steps) {
            reached = new long[steps];
            medians = new Long[steps];
            for (int i = 0; i < steps; i++) {
                reasons.add(new LinkedHashMap<>());
                samples.add(new ArrayList<>());
            }
        }

        /** @param name a reason or an id, by what the row is */
        void add(String what, int step, String name, long number, Double median) {
            switch (what) {
                case "sessions" -> sessions = number;
                case "reached" -> {
                    reached[step] = number;
                    medians[step] = Math.round(median);
                }
                case "dropped" -> reasons.get(step).put(name, number);
                case "sample" -> samples.get(step).add(name);
                default -> throw new IllegalArgumentException(what);
            }
        }

        FunnelCounts read() {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < reached.length; i++) {
                steps.add(new Step(reached[i], medians[i], reasons.get(i), List.copyOf(samples.get(i))));
            }
            return new FunnelCounts(sessions, steps);
        }
    }
}
