package io.lastseen.engagement;

import static java.util.Objects.requireNonNull;

/**
 * Evidence that is a session's own for good: the first or the last that a document's recorder numbered in it.
 *
 * <p>A session that is final is known again by its anchors. Instants would not do: they move when a document's clock becomes
 * clearer, and of a session that nobody saw none is its own.
 *
 * @param n from 1, as in {@link Evidence#n()}
 */
public record Anchor(String document, long n) {
    public Anchor {
        requireNonNull(document, "document");
        if (n < 1) {
            throw new IllegalArgumentException("An anchor is evidence of the recorder, which numbers from 1: " + n);
        }
    }
}
