package io.lastseen.session;

import java.time.Instant;
import java.util.Map;

/**
 * A row of evidence.
 *
 * @param atMs   Unix milliseconds: client clock, or the service's where {@code n} is negative
 * @param sentMs when it was sent, same clock
 */
record StoredEvidence(String document, long n, String kind, long atMs, long sentMs, boolean live, Instant receivedAt,
                      Map<String, Object> body) {

    String text(String field) {
        return body.get(field) instanceof String text ? text : "";
    }
}
