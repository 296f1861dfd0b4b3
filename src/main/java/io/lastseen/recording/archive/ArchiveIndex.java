package io.lastseen.recording.archive;

import java.util.List;

/**
 * What an archive holds and where.
 *
 * @param chunks    in the order of playback
 * @param recordAt  position of the record (docs/storage-format.md), {@code recordLength} its bytes, {@code recordCrc} their CRC32C
 */
public record ArchiveIndex(String site, String session, int generation, List<Document> documents, List<ArchivedChunk> chunks,
                           int recordAt, int recordLength, int recordCrc) {

    public ArchiveIndex {
        documents = List.copyOf(documents);
        chunks = List.copyOf(chunks);
    }

    /** A page that the session saw, and the tab it was in. */
    public record Document(String id, String tab) {
    }
}
