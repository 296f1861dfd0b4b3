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
        return percentile(part, 0, count);
    }

    /** Of those that were acknowledged as the from-th to the to-th. */
    double percentile(double part, int from, int to) {
        long[] sorted = Arrays.copyOfRange(nanos, from, to);
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))] / 1e6;
    }

    String json(double seconds, long cpuMs) {
        return String.format(Locale.ROOT, "{\"requests\": %d, \"refused\": %d, \"seconds\": %.3f, \"p50\": %.2f, \"p99\": %.2f, \"cpuMs\": %d}",
            count, refused, seconds, percentile(0.5), percentile(0.99), cpuMs);
    }

    /** Of those that were acknowledged as the from-th to the to-th. */
    String json(int from, int to) {
        return String.format(Locale.ROOT, "{\"requests\": %d, \"p50\": %.2f, \"p99\": %.2f}", to - from, percentile(0.5, from, to), percentile(0.99, from, to));
    }
}
