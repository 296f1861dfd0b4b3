package io.lastseen.session;

import java.util.List;
import java.util.function.Function;

/**
 * Where a visitor is and which language they read, as the doors could tell: by the first page of a session that knows it.
 *
 * @param country  two capital letters of ISO 3166-1, or Unknown
 * @param language two or three small letters of ISO 639, or Unknown
 */
record Whereabouts(String country, String language) {
    static final String UNKNOWN = "Unknown";

    /** @param documents of the session, in the order in which they were first heard of */
    static Whereabouts of(List<StoredDocument> documents) {
        return new Whereabouts(first(documents, StoredDocument::country), first(documents, StoredDocument::language));
    }

    private static String first(List<StoredDocument> documents, Function<StoredDocument, String> what) {
        return documents.stream().map(what).filter(one -> !one.isEmpty()).findFirst().orElse(UNKNOWN);
    }
}
