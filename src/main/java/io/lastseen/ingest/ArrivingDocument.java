package io.lastseen.ingest;

import java.util.Comparator;

/**
 * The document a message speaks for. Its natural order is the one order in which replicas lock rows.
 *
 * @param originMs client clock, Unix milliseconds
 * @param agent    the User-Agent header, at most 512 characters; empty where none was sent
 * @param openedAgoMs how long before it was sent the document had been opened, by the browser's monotonic clock
 */
record ArrivingDocument(String site, String id, String visitor, String tab, long originMs, String agent, long openedAgoMs)
    implements Comparable<ArrivingDocument> {
    private static final Comparator<ArrivingDocument> ORDER =
        Comparator.comparing(ArrivingDocument::site).thenComparing(ArrivingDocument::id);

    @Override
    public int compareTo(ArrivingDocument other) {
        return ORDER.compare(this, other);
    }
}
