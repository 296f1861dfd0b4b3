package io.lastseen.site;

import java.util.Map;
import java.util.TreeMap;

/**
 * Refusals not yet in PostgreSQL. Holds at most {@value #MOST_KEYS} kinds: past that a new kind is counted without its
 * origin and detail, and past that not at all, because whoever invents origins must not fill the memory.
 */
final class RefusalTally {
    static final int MOST_KEYS = 1_000;
    private static final int KEPT_FOR_KINDS_WITHOUT_ORIGIN = 200;

    private Map<RefusalKey, RefusalCount> counts = new TreeMap<>();

    synchronized void add(RefusalKey key, RefusalCount count) {
        RefusalKey counted = key;
        if (!counts.containsKey(key) && counts.size() >= MOST_KEYS - KEPT_FOR_KINDS_WITHOUT_ORIGIN) {
            counted = new RefusalKey(key.site(), key.reason(), "", "");
        }
        if (counts.containsKey(counted) || counts.size() < MOST_KEYS) {
            counts.merge(counted, count, RefusalCount::plus);
        }
    }

    /** What was counted since the last time, in the order in which rows are locked. */
    synchronized Map<RefusalKey, RefusalCount> take() {
        Map<RefusalKey, RefusalCount> taken = counts;
        counts = new TreeMap<>();
        return taken;
    }
}
