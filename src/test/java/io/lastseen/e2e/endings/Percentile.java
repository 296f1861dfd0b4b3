package io.lastseen.e2e.endings;

import java.util.stream.LongStream;

/** By nearest rank. */
record Percentile(int percent) {
    static final Percentile P50 = new Percentile(50);
    static final Percentile P95 = new Percentile(95);

    /** @throws IllegalArgumentException where there are no values */
    long of(LongStream values) {
        long[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }
}
