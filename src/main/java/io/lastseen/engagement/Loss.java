package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Drop;

/**
 * A document's channel dropped, and it has shown no life since.
 *
 * @param at         when it was lost, on the service's clock, ms: of a time-out not when it was noticed but when it can have been
 * @param receivedAt when it was noticed, ms
 * @param onScreen   whether the page was visible then, or had been until just before
 */
record Loss(long at, long receivedAt, Drop how, boolean onScreen) {
    /** The connection was closed from the other side, so that the page is gone unless it comes back at once. */
    boolean closed() {
        return how == Drop.FIN || how == Drop.RESET;
    }
}
