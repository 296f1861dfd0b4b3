package io.lastseen.ingest;

/**
 * @param n      the recorder's number, or negative for what the service itself saw
 * @param atMs   Unix milliseconds: client clock, or the service's for its own testimony
 * @param sentMs when it was sent, same clock
 * @param live   false where it was kept before it was sent: such evidence says nothing about now
 * @param body   the kind's fields, JSON
 */
record ArrivingEvidence(long n, String kind, long atMs, long sentMs, boolean live, String body) {
}
