package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Drop;
import java.util.Optional;

/** Whether the service hears of a document. Times are ms on the service's clock. */
final class Contact {
    /** Heartbeats of a hidden page come every 5 minutes, and one watermark of a visible page is kept a minute. */
    private static final long HIDDEN_BEAT_MS = 300_000;

    private final Timings timings;
    private long lastHeard;
    private long channel;
    private boolean channelOpen;
    private long offlineAt = Page.NEVER;
    private Loss loss;

    Contact(long firstHeard, Timings timings) {
        this.lastHeard = firstHeard;
        this.timings = timings;
    }

    Optional<Loss> loss() {
        return Optional.ofNullable(loss);
    }

    /** When it fell silent, if it did. */
    long silentSince() {
        return loss != null && loss.how() != Drop.VOID ? loss.at() : lastHeard;
    }

    /** It is unreachable afterwards, if nothing else is heard of it. */
    long reachableUntil(boolean visible) {
        return lastHeard + longestSilence(visible);
    }

    /** An open channel proves that the page is reachable, also between kept watermarks; only its replica's death is silent. */
    private long longestSilence(boolean visible) {
        if (channelOpen) {
            return visible ? HIDDEN_BEAT_MS : Long.MAX_VALUE / 4;
        }
        return timings.silent().toMillis() + (visible ? 0 : HIDDEN_BEAT_MS);
    }

    /** The silence can be that of a sleeping machine: an open channel without a goodbye, from a page that did not say offline. */
    boolean fellAsleep() {
        return loss != null && loss.how() == Drop.TIMEOUT && offlineAt == Page.NEVER;
    }

    /** The recorder said something that happened then. */
    void alive(long at) {
        if (loss != null && at > loss.at() + Page.BLUR_MS) {
            loss = null;
        }
    }

    void heard(long at) {
        lastHeard = Math.max(lastHeard, at);
    }

    void network(long at, boolean online) {
        offlineAt = online ? Page.NEVER : at;
    }

    /** @return whether it is a later channel than those before; then it has reconnected */
    boolean reconnects(long number) {
        if (number <= channel) {
            return false;
        }
        loss = null;
        return true;
    }

    void opens(long number) {
        channel = Math.max(channel, number);
        channelOpen = channel == number;
    }

    /** @return false where a later channel is open: then this says nothing of the document */
    boolean closes(long number) {
        if (number < channel) {
            return false;
        }
        channel = number;
        channelOpen = false;
        return true;
    }

    void lose(Moment moment, Drop how, Screen screen) {
        long at = moment.at();
        long noticing = 3 * timings.ping().toMillis();
        long lostAt = how == Drop.TIMEOUT ? Math.min(at, Math.max(Math.min(lastHeard, at), at - noticing)) : at;
        loss = new Loss(lostAt, moment.receivedAt(), how, screen.on(lostAt, timings.hideThenDrop().toMillis()));
    }
}
