package io.lastseen.ingest;

import io.lastseen.Workers;
import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Chunks and signals are committed apart: an exit beacon does not wait for an object, nor for a slow object store. */
@ApplicationScoped
class Lanes {
    private final GroupCommit chunks;
    private final GroupCommit signals;

    @Inject
    Lanes(SegmentStore segments, SegmentNames names, IndexStatement index, CommitSettings settings, Workers workers) {
        this(segments, names, index, settings, Pace.of(workers));
    }

    Lanes(SegmentStore segments, SegmentNames names, IndexStatement index, CommitSettings settings, Pace pace) {
        this.chunks = new GroupCommit(segments::store, index::write, settings, names::next, pace);
        this.signals = new GroupCommit(segments::store, index::write, settings, names::next, pace);
    }

    CompletionStage<Outcome> submit(Arrival arrival) {
        return (arrival.chunk().isPresent() ? chunks : signals).submit(arrival);
    }
}
