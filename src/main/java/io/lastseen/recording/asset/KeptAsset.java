package io.lastseen.recording.asset;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What something in a document's recording showed. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What a document's recording refers to by a URL")
public record KeptAsset(
    String document,
    @Schema(description = "The URL, without fragment, as it stands in the recording", examples = "https://shop.example/chair.webp") String name,
    @Schema(description = "Where its content is; null where it could not be read", nullable = true) String url,
    @Schema(description = "Of an image that could not be read, CSS pixels; else 0") int width,
    int height) {
}
