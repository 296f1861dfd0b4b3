package io.lastseen.wire;

/**
 * One thing the recorder testifies.
 *
 * @param n    number within the document, from 1
 * @param atMs milliseconds since the document's origin
 * @param kind one of docs/wire-format.md, or one that a newer recorder knows
 * @param body the kind's fields as a JSON object, checked against the format's bounds
 */
public record WireSignal(long n, long atMs, String kind, String body) {
}
