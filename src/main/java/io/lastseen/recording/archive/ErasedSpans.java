package io.lastseen.recording.archive;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What of documents is erased, in milliseconds since their origin, both ends included.
 *
 * @param spans    by document; documents of which nothing is erased are left out
 * @param originMs by document: its origin on the client's clock, Unix milliseconds
 */
public record ErasedSpans(Map<String, List<Span>> spans, Map<String, Long> originMs) {
    public static final ErasedSpans NONE = new ErasedSpans(Map.of(), Map.of());

    public ErasedSpans {
        spans = Map.copyOf(spans);
        originMs = Map.copyOf(originMs);
    }

    public record Span(long fromMs, long toMs) {
    }

    public boolean touch(ArchivedChunk chunk) {
        return spans.getOrDefault(chunk.document(), List.of()).stream().anyMatch(span -> chunk.lastMs() >= span.fromMs() && chunk.firstMs() <= span.toMs());
    }

    /** @param evidence a row of it */
    boolean touch(JsonObject evidence) {
        String document = evidence.getString("document_id");
        List<Span> erased = spans.getOrDefault(document, List.of());
        if (erased.isEmpty()) {
            return false;
        }
        long at = evidence.getLong("at_ms") - originMs.get(document);
        return erased.stream().anyMatch(span -> at >= span.fromMs() && at <= span.toMs());
    }
}
