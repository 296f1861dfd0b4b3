package io.lastseen.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything a decision about one person is made from: of all visitor ids that were joined. */
record VisitorHistory(DueVisitor due, Instant firstSeenAt, List<StoredDocument> documents, List<StoredEvidence> evidence,
                      List<KnownSession> known) {

    Set<String> documentIds() {
        return documents.stream().map(StoredDocument::id).collect(Collectors.toSet());
    }
}
