package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import io.lastseen.recording.IndexedChunk;
import io.lastseen.recording.SegmentReader;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.rebuild.SegmentRestorer;
import io.lastseen.recording.rebuild.Tombstones;
import io.lastseen.recording.store.StoredObject;
import io.lastseen.wire.Frame;
import io.lastseen.wire.FrameParser;
import io.lastseen.wire.Parsed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Gives chunks that lie in segments their rows again, with the statement they were first written with. What was sealed with
 * them comes back: who and which page, times, evidence, marks. What was not is lost: the browser's name and language, the
 * country, and signals that came without a chunk.
 */
@ApplicationScoped
class StoredSegments implements SegmentRestorer {
    private static final Logger LOG = Logger.getLogger(StoredSegments.class);
    private final IndexStatement index;
    private final Partitions partitions;
    private final FrameParser frames = new FrameParser();

    StoredSegments(IndexStatement index, Partitions partitions) {
        this.index = index;
        this.partitions = partitions;
    }

    @Override
    public Uni<Void> makeRoomFor(Set<LocalDate> days) {
        return partitions.make(days);
    }

    @Override
    public Uni<Restored> restore(StoredObject segment, byte[] bytes, Tombstones tombstones) {
        List<Arrival> arrivals = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        Set<String> erasedOf = new TreeSet<>();
        int damaged = 0;
        for (IndexedChunk chunk : SegmentReader.index(bytes)) {
            Optional<Arrival> read = read(bytes, chunk, segment);
            damaged += read.isPresent() ? 0 : 1;
            read.ifPresent(arrival -> {
                if (erased(arrival, segment.storedAt(), tombstones)) {
                    erasedOf.add(chunk.site());
                } else {
                    arrivals.add(arrival);
                    positions.add(chunk.position() + chunk.headerLength());
                }
            });
        }
        int unreadable = damaged;
        return arrivals.isEmpty() ? Uni.createFrom().item(new Restored(0, unreadable, erasedOf))
            : partitions.make(Set.of(LocalDate.ofInstant(segment.storedAt(), ZoneOffset.UTC)))
                .chain(() -> Halving.write(arrivals, positions, segment.name().value(), rows -> index.write(rows, segment.storedAt())))
                .map(outcomes -> {
                    int refused = (int) outcomes.stream().filter(Outcome.Unstorable.class::isInstance).count();
                    return new Restored(arrivals.size() - refused, unreadable + refused, erasedOf);
                });
    }

    private Optional<Arrival> read(byte[] bytes, IndexedChunk chunk, StoredObject segment) {
        try {
            byte[] sealed = SegmentReader.chunk(bytes, chunk);
            Parsed<Frame> parsed = frames.stored(sealed, chunk.headerLength(), chunk.codec());
            if (parsed instanceof Parsed.Accepted<Frame> accepted) {
                Frame frame = accepted.value();
                return Optional.of(Arrivals.of(chunk.site(), frame, frame.header().signals(), Caller.UNKNOWN));
            }
            LOG.errorf("Chunk %d of document %s in %s has a header that cannot be read", chunk.sequence(), chunk.document(), segment.name());
        } catch (UnreadableObject damaged) {
            LOG.errorf("%s: %s", segment.name(), damaged.getMessage());
        }
        return Optional.empty();
    }

    /**
     * When the page was opened at the latest. How long the recorder had kept the chunk is not sealed with it, so the browser's clock
     * is asked too: in doubt what belongs to an erased visitor stays erased.
     */
    private static Instant opened(ArrivingDocument document, Instant storedAt) {
        Instant atLatest = storedAt.minusMillis(document.openedAgoMs());
        Instant byItsClock = Instant.ofEpochMilli(document.originMs());
        return byItsClock.isBefore(atLatest) ? byItsClock : atLatest;
    }

    private static boolean erased(Arrival arrival, Instant storedAt, Tombstones tombstones) {
        ArrivingChunk chunk = arrival.chunk().orElseThrow();
        ArrivingDocument document = arrival.document();
        return tombstones.holdVisitor(document.site(), document.visitor(), opened(document, storedAt))
            || tombstones.holdChunk(document.site(), document.id(), chunk.firstMs(), chunk.lastMs());
    }
}
