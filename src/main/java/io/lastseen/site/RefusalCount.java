package io.lastseen.site;

import java.time.Instant;

/** How often, and between which two instants of this replica's clock. */
record RefusalCount(long count, Instant firstAt, Instant lastAt) {
    static RefusalCount once(Instant at) {
        return new RefusalCount(1, at, at);
    }

    RefusalCount plus(RefusalCount other) {
        return new RefusalCount(
                count + other.count,
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }
}
