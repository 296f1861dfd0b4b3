package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Drop;

/** Whether a document is there, and until when: by what was seen and heard of it, and how it went. Times are ms on the service's clock. */
record Whereabouts(Screen screen, Contact contact, Going going, Timings timings) {

    /** Where the document is at {@code now}, if nothing else happens. */
    Presence presence(long now) {
        if (going.over()) {
            return Presence.GONE;
        }
        if (going.departed()) {
            return now < leavingUntil() ? Presence.LEAVING : Presence.GONE;
        }
        Presence here = screen.visible() ? Presence.VISIBLE : Presence.HIDDEN;
        if (contact.loss().isPresent()) {
            Loss loss = contact.loss().get();
            if (loss.closed()) {
                return now < leavingUntil() ? Presence.LEAVING : loss.onScreen() ? Presence.GONE : Presence.UNREACHABLE;
            }
            return loss.how() == Drop.VOID && now < forgivenUntil(loss) ? here : Presence.UNREACHABLE;
        }
        return now > contact.reachableUntil(screen.visible()) ? Presence.UNREACHABLE : here;
    }

    /** When its presence next changes by itself; far in the future if never. */
    long nextChange(long now) {
        long next = change(now);
        return next > now ? next : Long.MAX_VALUE;
    }

    private long change(long now) {
        if (going.over()) {
            return now;
        }
        if (going.departed()) {
            return leavingUntil();
        }
        if (contact.loss().isEmpty()) {
            return contact.reachableUntil(screen.visible()) + 1;
        }
        Loss loss = contact.loss().get();
        return loss.closed() ? leavingUntil() : loss.how() == Drop.VOID ? forgivenUntil(loss) : now;
    }

    /** Until then its return is awaited; only of one that is leaving. */
    long leavingUntil() {
        return going.departure().map(gone -> gone.due(timings))
            .orElseGet(() -> contact.loss().orElseThrow().receivedAt() + timings.reconnect().toMillis());
    }

    /** The service itself cut the connection: until then it comes back. */
    private long forgivenUntil(Loss loss) {
        return loss.receivedAt() + timings.ownRestart().toMillis();
    }

    /** When it went, if it did. */
    long goneAt() {
        return going.departure().map(Departure::at).orElseGet(() -> going.replaced() ? going.replacedAt() : contact.silentSince());
    }
}
