package io.lastseen.ingest;

import io.lastseen.recording.Segment;
import io.lastseen.recording.SegmentEntry;
import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentStore;
import io.lastseen.recording.SegmentWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The doors for what came in the past: read, committed and stored as what comes now, with the instants of then. It is not
 * admitted by key and origin, because nobody asks from outside, and the clock is the messages'.
 */
@ApplicationScoped
public class PastDoors {
    private final IndexStatement index;
    private final Partitions partitions;
    private final SegmentStore segments;
    private final SegmentNames names;
    private final Replica replica;

    PastDoors(IndexStatement index, Partitions partitions, SegmentStore segments, SegmentNames names, Replica replica) {
        this.index = index;
        this.partitions = partitions;
        this.segments = segments;
        this.names = names;
        this.replica = replica;
    }

    /**
     * Stores the bytes of all chunks and makes their days' partitions. An object whose rows are never written is harmless.
     *
     * @param messages of one visitor, in the order they came; all their chunks become one segment
     * @throws IllegalArgumentException where the wire format does not allow one
     */
    public Uni<List<PastBatch>> store(String site, List<PastMessage> messages) {
        PastArrivals arrivals = new PastArrivals(site, replica);
        List<PastArrivals.At> came = messages.stream().flatMap(message -> arrivals.read(message).stream()).toList();
        Segment segment = SegmentWriter.write(came.stream().filter(one -> one.arrival().chunk().isPresent()).map(PastDoors::entry).toList());
        String name = names.next();
        List<PastBatch> batches = batches(came, segment.payloadPositions(), name);
        Set<LocalDate> days = batches.stream().map(batch -> LocalDate.ofInstant(batch.at(), ZoneOffset.UTC)).collect(Collectors.toSet());
        Uni<Void> stored = segment.payloadPositions().isEmpty() ? Uni.createFrom().voidItem() : segments.store(name, segment.parts());
        return stored.chain(() -> partitions.make(days)).replaceWith(batches);
    }

    /** In the caller's transaction; fails where one of its messages is refused. */
    public Uni<Void> write(SqlConnection transaction, PastBatch batch) {
        return index.write(transaction, batch.rows(), batch.at()).invoke(outcomes -> outcomes.stream()
            .filter(outcome -> !(outcome instanceof Outcome.Stored || outcome instanceof Outcome.Duplicate)).findFirst().ifPresent(refused -> {
                throw new IllegalStateException("A message was refused: " + refused);
            })).replaceWithVoid();
    }

    private static SegmentEntry entry(PastArrivals.At one) {
        ArrivingChunk chunk = one.arrival().chunk().orElseThrow();
        return new SegmentEntry(one.arrival().document().site(), one.arrival().document().id(), chunk.sequence(), chunk.codec(), chunk.body(), chunk.headerLength());
    }

    private static List<PastBatch> batches(List<PastArrivals.At> came, List<Integer> payloads, String segment) {
        List<PastBatch> batches = new ArrayList<>();
        List<Arrival> together = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int next = 0;
        Instant until = Instant.MIN;
        for (int i = 0; i < came.size(); i++) {
            Arrival arrival = came.get(i).arrival();
            until = together.isEmpty() ? came.get(i).at().plus(PastArrivals.TOGETHER) : until;
            together.add(arrival);
            positions.add(arrival.chunk().isPresent() ? payloads.get(next++) : 0);
            if (i + 1 == came.size() || came.get(i + 1).at().isAfter(until)) {
                batches.add(new PastBatch(came.get(i).at(), List.copyOf(together), List.copyOf(positions), segment));
                together.clear();
                positions.clear();
            }
        }
        return batches;
    }
}
