package io.lastseen.metrics;

import io.lastseen.metrics.VisitorDeeds.Deed;

/** How a visitor's steps must follow each other, from a first step on. */
interface VisitorWay {
    static VisitorWay of(FunnelMode mode, VisitorDeeds deeds) {
        return switch (mode) {
            case SEQUENTIAL -> new VisitorWayInOrder(deeds);
            case STRICT -> new VisitorWayStrict(deeds);
            case ANY -> new VisitorWayInAnyOrder(deeds);
        };
    }

    /** Index of the furthest step that this first one led to, 0 for none. */
    int furthest(Deed first);

    VisitorAttempt attempt(Deed first);
}
