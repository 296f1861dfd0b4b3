package io.lastseen.engagement;

import java.util.Optional;

/** Whether a document went from its tab, by its own word or because another one took over. Times are ms on the service's clock. */
final class Going {
    private Departure departure;
    private long replacedAt = Page.NEVER;
    private Page successor;

    Optional<Departure> departure() {
        return Optional.ofNullable(departure);
    }

    boolean departed() {
        return departure != null;
    }

    boolean replaced() {
        return replacedAt != Page.NEVER;
    }

    long replacedAt() {
        return replacedAt;
    }

    /** The document that took over its tab, if it did not come back since. */
    Optional<Page> successor() {
        return Optional.ofNullable(successor);
    }

    /** Another document is in its tab now. */
    boolean over() {
        return replaced() || successor != null;
    }

    void leaves(Departure going) {
        departure = going;
    }

    void replacedBy(Page next, long at) {
        successor = next;
        if (departure == null) {
            replacedAt = at;
        }
    }

    /** It is what its tab shows from now on. */
    void current() {
        successor = null;
    }

    /** It opened a channel after it had said goodbye. */
    void reconnects(long at) {
        if (departure != null && at > departure.at() + Page.BLUR_MS) {
            departure = null;
        }
    }

    /** A page that shows life after it went has not gone: it came back from the cache. */
    void revive(Moment moment) {
        Evidence evidence = moment.evidence();
        if (departure != null && evidence.n() > departure.n() && alive(evidence.signal())) {
            departure = null;
            successor = null;
        }
        if (replaced() && moment.at() > replacedAt + Page.BLUR_MS && alive(evidence.signal())) {
            replacedAt = Page.NEVER;
            successor = null;
        }
    }

    private static boolean alive(Signal signal) {
        return signal instanceof Signal.Load || signal instanceof Signal.View || signal instanceof Signal.Input
            || signal instanceof Signal.Visibility visibility && visibility.visible() || signal instanceof Signal.Heartbeat
            || signal instanceof Signal.Media media && media.playing() || signal instanceof Signal.Freeze freeze && !freeze.frozen();
    }
}
