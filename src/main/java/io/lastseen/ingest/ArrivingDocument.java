package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import java.util.Comparator;

/**
 * The document a message speaks for. Its natural order is the one order in which replicas lock rows.
 *
 * @param originMs client clock, Unix milliseconds
 * @param caller   who sent the message; what the first one said is kept
 * @param openedAgoMs how long before it was sent the document had been opened, by the browser's monotonic clock
 */
record ArrivingDocument(String site, String id, String visitor, String tab, long originMs, Caller caller, long openedAgoMs)
    implements Comparable<ArrivingDocument> {
    private static final Comparator<ArrivingDocument> ORDER =
        Comparator.comparing(ArrivingDocument::site).thenComparing(ArrivingDocument::id);

    @Override
    public int compareTo(ArrivingDocument other) {
        return ORDER.compare(this, other);
    }
}
