package io.lastseen.ingest;

import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentStore;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

/** Chunks and signals are committed apart: an exit beacon does not wait for an object, nor for a slow object store. */
@ApplicationScoped
class Lanes {
    private final GroupCommit chunks;
    private final GroupCommit signals;

    Lanes(SegmentStore segments, SegmentNames names, IndexStatement index, CommitSettings settings) {
        this.chunks = new GroupCommit(segments::store, index::write, settings, names::next, Infrastructure.getDefaultExecutor());
        this.signals = new GroupCommit(segments::store, index::write, settings, names::next, Infrastructure.getDefaultExecutor());
    }

    CompletionStage<Outcome> submit(Arrival arrival) {
        return (arrival.chunk().isPresent() ? chunks : signals).submit(arrival);
    }
}
