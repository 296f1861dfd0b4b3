package io.lastseen.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a decision about one person is made from: of all visitor ids that were joined.
 *
 * @param countedSince start of the first counted session that is too long ago to be among the known ones, or was erased since
 */
record VisitorHistory(DueVisitor due, Optional<Instant> countedSince, List<StoredDocument> documents, List<StoredEvidence> evidence,
                      List<KnownSession> known) {

    Set<String> documentIds() {
        return documents.stream().map(StoredDocument::id).collect(Collectors.toSet());
    }
}
