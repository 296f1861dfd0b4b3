package io.lastseen.session;

import java.time.Instant;
import java.util.List;

/** Everything a decision about one visitor is made from. */
record VisitorHistory(DueVisitor due, Instant firstSeenAt, List<StoredDocument> documents, List<StoredEvidence> evidence,
                      List<KnownSession> known) {
}
