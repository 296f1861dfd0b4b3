package io.lastseen.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long each acknowledgement took, in nanoseconds, and how many requests were answered with anything but 200. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;
    private int refused;

    void acknowledged(long after) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = after;
    }

    void refused() {
        refused++;
    }

    int count() {
        return count;
    }

    /** In milliseconds; 0 where nothing was measured. */
    double percentile(double part) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[(int) Math.min(count - 1, Math.floor(part * count))] / 1e6;
    }

    String json(double seconds, long cpuMs) {
        return String.format(Locale.ROOT, "{\"requests\": %d, \"refused\": %d, \"seconds\": %.3f, \"p50\": %.2f, \"p99\": %.2f, \"cpuMs\": %d}",
            count, refused, seconds, percentile(0.5), percentile(0.99), cpuMs);
    }
}
