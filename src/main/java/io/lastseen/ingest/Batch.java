package io.lastseen.ingest;

import io.lastseen.recording.Segment;
import io.lastseen.recording.SegmentEntry;
import io.lastseen.recording.SegmentWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Arrivals that are committed together. Its states are types, and their methods the only legal transitions. */
sealed interface Batch {

    /** An arrival and who waits for its outcome. */
    record Waiting(Arrival arrival, CompletableFuture<Outcome> outcome) {
    }

    /** Collects arrivals while earlier batches are being stored. */
    final class Open implements Batch {
        private final List<Waiting> waiting = new ArrayList<>();
        private int bytes;

        CompletableFuture<Outcome> add(Arrival arrival) {
            Waiting one = new Waiting(arrival, new CompletableFuture<>());
            waiting.add(one);
            bytes += arrival.bytes();
            return one.outcome();
        }

        int size() {
            return waiting.size();
        }

        boolean isEmpty() {
            return waiting.isEmpty();
        }

        boolean isFull(int mostBytes, int mostArrivals) {
            return bytes >= mostBytes || waiting.size() >= mostArrivals;
        }

        /** No more arrivals; the segment's bytes and name are fixed from here on, also over repeated tries. */
        Sealed seal(Supplier<String> names) {
            List<Waiting> chunks = waiting.stream().filter(one -> one.arrival().chunk().isPresent()).toList();
            if (chunks.isEmpty()) {
                return new Sealed(List.copyOf(waiting), List.of(), Optional.empty(), "");
            }
            Segment segment = SegmentWriter.write(chunks.stream().map(one -> entry(one.arrival())).toList());
            return new Sealed(List.copyOf(waiting), chunks, Optional.of(segment), names.get());
        }

        private static SegmentEntry entry(Arrival arrival) {
            ArrivingChunk chunk = arrival.chunk().orElseThrow();
            return new SegmentEntry(arrival.document().site(), arrival.document().id(), chunk.sequence(), chunk.codec(),
                chunk.body(), chunk.headerLength());
        }
    }

    /** Complete, and nowhere yet. Without chunks there is no segment. */
    record Sealed(List<Waiting> waiting, List<Waiting> chunks, Optional<Segment> segment, String name) implements Batch {

        /** The object store has answered that it holds the segment. */
        Stored stored() {
            return new Stored(waiting, chunks, segment.map(Segment::payloadPositions).orElse(List.of()), name);
        }
    }

    /** The bytes are safe; the rows are not written yet. An orphan object is harmless, so this state may be abandoned. */
    record Stored(List<Waiting> waiting, List<Waiting> chunks, List<Integer> positions, String name) implements Batch {

        /** @param outcomes in the order of {@link #waiting()} */
        Indexed indexed(List<Outcome> outcomes) {
            return new Indexed(waiting, outcomes);
        }
    }

    /** Rows committed: every arrival has its outcome. */
    record Indexed(List<Waiting> waiting, List<Outcome> outcomes) implements Batch {

        void answer() {
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).outcome().complete(outcomes.get(i));
            }
        }
    }
}
