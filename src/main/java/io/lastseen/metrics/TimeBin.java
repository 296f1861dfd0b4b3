package io.lastseen.metrics;

/**
 * Milliseconds with three digits, by number: at most 0.5 % off. The same as {@code rounded_ms} in PostgreSQL does, so that
 * medians over rollups and medians over sessions are one.
 */
final class TimeBin {
    private static final int EXACT = 1_000;
    private static final int DECADE = 900;
    private static final int LAST_DECADE = 5;

    private TimeBin() {}

    static int of(long ms) {
        if (ms < EXACT) {
            return (int) Math.max(0, ms);
        }
        int decade = 0;
        long step = 10;
        while (ms >= step * EXACT && decade < LAST_DECADE) {
            decade++;
            step *= 10;
        }
        return Math.toIntExact(EXACT + (long) DECADE * decade + (ms + step / 2) / step - 100);
    }

    static long ms(int bin) {
        if (bin < EXACT) {
            return bin;
        }
        int decade = Math.min(LAST_DECADE, (bin - EXACT) / DECADE);
        long step = 10;
        for (int i = 0; i < decade; i++) {
            step *= 10;
        }
        return (bin - EXACT - DECADE * decade + 100L) * step;
    }
}
