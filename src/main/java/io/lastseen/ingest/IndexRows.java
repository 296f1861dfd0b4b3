package io.lastseen.ingest;

import io.lastseen.ingest.IndexStatement.ChunkAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A batch as rows: one per document, per chunk and per signal, each once and in the order in which all replicas lock. */
final class IndexRows {

    private record Placed(ArrivingChunk chunk, int position) {
    }

    private record DocumentRow(ArrivingDocument document, List<Integer> sequences, Urgency urgency) {
    }

    private record EvidenceRow(ArrivingDocument document, ArrivingEvidence evidence) {
    }

    private final List<Arrival> arrivals;
    private final String segment;
    private final TreeMap<ArrivingDocument, DocumentRow> documents = new TreeMap<>();
    private final TreeMap<ChunkKey, Placed> chunks = new TreeMap<>();
    private final List<EvidenceRow> evidence = new ArrayList<>();

    /** @param positions of the payloads in the segment, one per arrival; ignored for arrivals without a chunk */
    IndexRows(List<Arrival> arrivals, List<Integer> positions, String segment) {
        this.arrivals = arrivals;
        this.segment = segment;
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            int position = positions.get(i);
            documents.merge(arrival.document(), row(arrival), IndexRows::merge);
            arrival.chunk().ifPresent(chunk -> chunks.putIfAbsent(arrival.chunkKey(), new Placed(chunk, position)));
            arrival.evidence().forEach(one -> evidence.add(new EvidenceRow(arrival.document(), one)));
        }
    }

    private static DocumentRow row(Arrival arrival) {
        return new DocumentRow(arrival.document(), arrival.chunk().map(c -> List.of(c.sequence())).orElse(List.of()), arrival.urgency());
    }

    private static DocumentRow merge(DocumentRow a, DocumentRow b) {
        List<Integer> sequences = new ArrayList<>(a.sequences);
        sequences.addAll(b.sequences);
        return new DocumentRow(a.document, sequences, a.urgency.and(b.urgency));
    }

    Tuple parameters(long routineMs) {
        List<DocumentRow> rows = List.copyOf(documents.values());
        List<Map.Entry<ChunkKey, Placed>> placed = List.copyOf(chunks.entrySet());
        Tuple tuple = Tuple.tuple();
        add(tuple, rows, String[]::new, row -> row.document.site());
        add(tuple, rows, String[]::new, row -> row.document.id());
        add(tuple, rows, String[]::new, row -> row.document.visitor());
        add(tuple, rows, String[]::new, row -> row.document.tab());
        add(tuple, rows, Long[]::new, row -> row.document.originMs());
        add(tuple, rows, String[]::new, row -> row.document.caller().agent());
        add(tuple, rows, String[]::new, row -> multirange(row.sequences));
        add(tuple, rows, Integer[]::new, row -> row.urgency.ordinal());
        add(tuple, placed, String[]::new, one -> one.getKey().site());
        add(tuple, placed, String[]::new, one -> one.getKey().document());
        add(tuple, placed, Integer[]::new, one -> one.getKey().sequence());
        add(tuple, placed, Integer[]::new, one -> one.getValue().position);
        add(tuple, placed, Integer[]::new, one -> one.getValue().chunk.body().length - one.getValue().chunk.headerLength());
        add(tuple, placed, Integer[]::new, one -> one.getValue().chunk.codec());
        add(tuple, placed, Long[]::new, one -> one.getValue().chunk.firstMs());
        add(tuple, placed, Long[]::new, one -> one.getValue().chunk.lastMs());
        add(tuple, placed, Boolean[]::new, one -> one.getValue().chunk.keyframe());
        add(tuple, placed, Buffer[]::new, one -> Buffer.buffer(one.getValue().chunk.digest()));
        tuple.addString(segment);
        add(tuple, evidence, String[]::new, row -> row.document.site());
        add(tuple, evidence, String[]::new, row -> row.document.id());
        add(tuple, evidence, Long[]::new, row -> row.evidence.n());
        add(tuple, evidence, String[]::new, row -> row.evidence.kind());
        add(tuple, evidence, Long[]::new, row -> row.evidence.atMs());
        add(tuple, evidence, Long[]::new, row -> row.evidence.sentMs());
        add(tuple, evidence, Boolean[]::new, row -> row.evidence.live());
        add(tuple, evidence, String[]::new, row -> row.evidence.body());
        tuple.addLong(routineMs);
        add(tuple, placed, Integer[]::new, one -> one.getValue().chunk.headerLength());
        add(tuple, rows, Long[]::new, row -> row.document.openedAgoMs());
        add(tuple, rows, String[]::new, row -> row.document.caller().country());
        add(tuple, rows, String[]::new, row -> row.document.caller().language());
        return tuple;
    }

    /** How many distinct chunks there are. */
    int size() {
        return chunks.size();
    }

    Set<ArrivingDocument> documents() {
        return documents.keySet();
    }

    /** @param answers one per distinct chunk, in the order of the parameters */
    Map<ChunkKey, ChunkAnswer> answers(List<ChunkAnswer> answers) {
        Map<ChunkKey, ChunkAnswer> byKey = new TreeMap<>();
        int i = 0;
        for (ChunkKey key : chunks.keySet()) {
            byKey.put(key, answers.get(i++));
        }
        return byKey;
    }

    /** Of a chunk that stands in the batch twice the first copy was written; the others are measured against it. */
    List<Outcome> outcomes(Map<ChunkKey, ChunkAnswer> answers) {
        return arrivals.stream().map(arrival -> arrival.chunk().map(chunk -> {
            ChunkKey key = arrival.chunkKey();
            ArrivingChunk written = chunks.get(key).chunk;
            return written == chunk || !answers.get(key).stored()
                ? answers.get(key).outcome(chunk.digest())
                : Arrays.equals(written.digest(), chunk.digest()) ? new Outcome.Duplicate() : new Outcome.Conflict();
        }).orElseGet(Outcome.Stored::new)).collect(Collectors.toList());
    }

    private static String multirange(List<Integer> sequences) {
        return sequences.stream().sorted().distinct().map(s -> "[" + s + "," + (s + 1) + ")").collect(Collectors.joining(",", "{", "}"));
    }

    private static <R, V> void add(Tuple tuple, List<R> rows, java.util.function.IntFunction<V[]> array, Function<R, V> value) {
        tuple.addValue(rows.stream().map(value).toArray(array));
    }
}
