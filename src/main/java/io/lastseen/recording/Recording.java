package io.lastseen.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A session's chunks in the order in which they were stored. What is stored later comes behind, so a recording that grows
 * keeps the offsets it has given out.
 */
record Recording(String site, String session, boolean open, Instant startedAt, Optional<Instant> endedAt,
                 List<RecordedDocument> documents, List<ChunkPlace> chunks) {

    /** A document as far as it belongs to the session; {@code originAt} is its origin on the service's clock. */
    record RecordedDocument(String id, String tab, Instant originAt) {
    }

    long bytes() {
        return chunks.stream().mapToLong(ChunkPlace::length).sum();
    }

    /** Names exactly this list of chunks: how many, and a digest of which. */
    String revision() {
        return revisionOf(chunks.size());
    }

    /** The recording as an earlier manifest described it; empty where that manifest no longer holds. */
    Optional<Recording> at(String revision) {
        int dash = revision.indexOf('-');
        if (dash < 1 || dash > 9 || !revision.substring(0, dash).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int count = Integer.parseInt(revision.substring(0, dash));
        return count > chunks.size() || !revisionOf(count).equals(revision) ? Optional.empty()
            : Optional.of(new Recording(site, session, open, startedAt, endedAt, documents, chunks.subList(0, count)));
    }

    private String revisionOf(int count) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
        for (ChunkPlace chunk : chunks.subList(0, count)) {
            digest.update((chunk.document() + ' ' + chunk.sequence() + ' ').getBytes(StandardCharsets.UTF_8));
        }
        return count + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
