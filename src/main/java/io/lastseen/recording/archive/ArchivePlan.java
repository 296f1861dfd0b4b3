package io.lastseen.recording.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to be written so that a session's archive holds all that is known of it. Pure. */
public sealed interface ArchivePlan {

    /** The newest generation holds everything. */
    record Nothing() implements ArchivePlan {
    }

    /** The next generation. @param chunks the earlier one's first, so that offsets that were given out stay valid */
    record Write(int generation, List<SourceChunk> chunks) implements ArchivePlan {

        long bytes() {
            return chunks.stream().mapToLong(one -> one.chunk().sealedLength()).sum();
        }
    }

    /**
     * A generation that was written.
     *
     * @param revision of the session that stands in it
     */
    record Written(String object, ArchiveIndex index, int revision) {
    }

    /**
     * @param written  the newest generation, if there is one
     * @param rows     the session's chunks that PostgreSQL has, in the order of storing, also those that were archived
     * @param revision of the session now
     * @param erased   what of its documents must not be in the next generation
     * @param anew     write it even where no chunk has changed: the record may hold evidence that is erased
     */
    static ArchivePlan of(Optional<Written> written, List<SourceChunk> rows, int revision, ErasedSpans erased, boolean anew) {
        List<SourceChunk> chunks = new ArrayList<>();
        Set<ArchivedChunk.Key> held = new HashSet<>();
        written.ifPresent(one -> one.index().chunks().stream().filter(chunk -> !erased.touch(chunk)).forEach(chunk -> {
            held.add(chunk.key());
            chunks.add(new SourceChunk(one.object(), chunk));
        }));
        rows.stream().filter(row -> held.add(row.chunk().key())).forEach(chunks::add);
        boolean complete = !anew && written.filter(one -> one.revision() == revision && keys(one.index().chunks().stream())
            .equals(keys(chunks.stream().map(SourceChunk::chunk)))).isPresent();
        return complete ? new Nothing() : new Write(written.map(one -> one.index().generation() + 1).orElse(1), List.copyOf(chunks));
    }

    private static List<ArchivedChunk.Key> keys(Stream<ArchivedChunk> chunks) {
        return chunks.map(ArchivedChunk::key).toList();
    }
}
