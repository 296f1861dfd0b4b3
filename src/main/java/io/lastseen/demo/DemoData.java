package io.lastseen.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A site's demo data as the API tells it. */
@Schema(name = "DemoData")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DemoData(
    @Schema(description = "none: there never was any; removing: it counts nowhere and cannot be read, its bytes are being erased") State state,
    @Schema(description = "How many visits there are; while filling, so far", examples = "300") int visits,
    Instant filledAt,
    Instant removedAt,
    @Schema(description = "The erasure that takes its bytes away: /api/v1/erasures/{id}") String erasure) {

    static final DemoData NONE = new DemoData(State.NONE, 0, null, null, null);

    /** What became of it. */
    public enum State {
        @JsonProperty("none") NONE,
        @JsonProperty("filling") FILLING,
        @JsonProperty("there") THERE,
        @JsonProperty("removing") REMOVING,
        @JsonProperty("removed") REMOVED
    }
}
