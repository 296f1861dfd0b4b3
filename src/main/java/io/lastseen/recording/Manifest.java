package io.lastseen.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a player needs to fetch and play a recording. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Which documents a session has, and where in its bytes each chunk lies.")
public record Manifest(
    String session,
    @Schema(description = "Names this state of the recording; part of dataUrl") String revision,
    @Schema(description = "More may come") boolean open,
    Instant startedAt,
    Instant endedAt,
    long bytes,
    @Schema(description = "Answers byte ranges of the chunks' payloads, at most 8 MiB at a time; 412 means: fetch the manifest again")
    String dataUrl,
    List<Document> documents,
    List<Chunk> chunks) {

    @Schema(name = "RecordedDocument")
    public record Document(String id, String tab,
                           @Schema(description = "The document's origin on the service's clock; its events' times count from here")
                           Instant startedAt, long firstMs, long lastMs) {
    }

    @Schema(name = "RecordedChunk", description = "firstMs and lastMs count from the document's origin")
    public record Chunk(String document, int sequence, long firstMs, long lastMs, boolean keyframe,
                        @Schema(enumeration = {"gzip", "stored"}) String codec, long offset, int length) {
    }

    static Manifest of(Recording recording) {
        List<Chunk> chunks = new ArrayList<>(recording.chunks().size());
        long offset = 0;
        for (ChunkPlace place : recording.chunks()) {
            chunks.add(new Chunk(place.document(), place.sequence(), place.firstMs(), place.lastMs(), place.keyframe(),
                place.codec() == 2 ? "gzip" : "stored", offset, place.length()));
            offset += place.length();
        }
        List<Document> documents = recording.documents().stream().map(document -> new Document(document.id(), document.tab(),
            document.originAt(), first(chunks, document.id()), last(chunks, document.id()))).toList();
        return new Manifest(recording.session(), recording.revision(), recording.open(), recording.startedAt(),
            recording.endedAt().orElse(null), offset,
            "/api/v1/sessions/" + recording.session() + "/recording/data?revision=" + recording.revision(), documents, chunks);
    }

    private static long first(List<Chunk> chunks, String document) {
        return chunks.stream().filter(c -> c.document().equals(document)).mapToLong(Chunk::firstMs).min().orElse(0);
    }

    private static long last(List<Chunk> chunks, String document) {
        return chunks.stream().filter(c -> c.document().equals(document)).mapToLong(Chunk::lastMs).max().orElse(0);
    }
}
