package io.lastseen.engagement;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that was testified, keyed by (document, n): the same key again is the same evidence again.
 *
 * @param visitor    visitor id as the document's recorder knew it
 * @param tab        tab id
 * @param document   document id
 * @param n          from 1 the recorder's number within the document; negative is the service's own testimony: channel c
 *                   opened is -2c, dropped is -2c-1
 * @param at         when it happened: the client's clock (document origin + t), the service's for its own testimony
 * @param sentAt     the client's clock when it was sent; with {@code receivedAt} it tells the two clocks apart. Equal to
 *                   {@code at} where it is not known
 * @param receivedAt when it reached the service, on the service's clock
 * @param live       sent when it happened; false when the browser had kept it over a page, a reload or a time offline
 */
public record Evidence(String visitor, String tab, String document, long n, Instant at, Instant sentAt, Instant receivedAt,
                       boolean live, Signal signal) {
    public Evidence {
        requireNonNull(visitor, "visitor");
        requireNonNull(tab, "tab");
        requireNonNull(document, "document");
        requireNonNull(at, "at");
        requireNonNull(sentAt, "sentAt");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(signal, "signal");
        if (n == 0) {
            throw new IllegalArgumentException("Evidence is numbered from 1, the service's own downwards from -1.");
        }
    }

    /** Evidence of which only the instant of the event is known, not that of sending. */
    public Evidence(String visitor, String tab, String document, long n, Instant at, Instant receivedAt, boolean live, Signal signal) {
        this(visitor, tab, document, n, at, at, receivedAt, live, signal);
    }

    /** The service saw this itself: {@code at} is already on its clock. */
    public boolean ownTestimony() {
        return n < 0;
    }

    /** Number of the channel in its document that the service testifies about; from 1. */
    long channel() {
        return -n / 2;
    }
}
