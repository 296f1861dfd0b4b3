package io.lastseen.engagement;

import java.time.Instant;

/**
 * A person was there.
 *
 * @param at    on the service's clock, ms
 * @param opens whether this shows somebody at the page, so that it can open a session; hiding and leaving do not
 */
record Proof(long at, Page page, String kind, String text, boolean opens) {
    Cited cited() {
        return new Cited(kind, Instant.ofEpochMilli(at), text);
    }

    static Proof later(Proof a, Proof b) {
        return a == null || b != null && b.at > a.at ? b : a;
    }
}
