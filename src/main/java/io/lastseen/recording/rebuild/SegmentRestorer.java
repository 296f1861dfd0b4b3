package io.lastseen.recording.rebuild;

import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Set;

/** Gives the chunks of stored segments their rows again, as if they arrived anew. The doors' room knows how. */
public interface SegmentRestorer {

    /** Rows of documents that began on these days can be written from now on. */
    Uni<Void> makeRoomFor(Set<LocalDate> days);

    /**
     * Chunks that have a row, or are archived, keep what they have.
     *
     * @param bytes all of the segment's
     * @return how many chunks were read
     */
    Uni<Restored> restore(StoredObject segment, byte[] bytes, Tombstones tombstones);

    /**
     * @param damaged chunks whose bytes do not match their checksum, whose header cannot be read, or whose values PostgreSQL refuses
     * @param erasedOf sites whose tombstones hold back chunks of the segment
     */
    record Restored(int chunks, int damaged, Set<String> erasedOf) {
    }
}
