package io.lastseen.recording.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An erasure as the API tells it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Nothing of it can be read any more; state says whether its bytes are gone, too")
public record Erasure(
    String id,
    String site,
    @Schema(enumeration = {"session", "visitor", "retention", "demo"}) String kind,
    @Schema(description = "Id of the session or visitor; null for retention and demo") String subject,
    @Schema(enumeration = {"running", "done"}, description = "done: no object in the store holds bytes of it") String state,
    Instant requestedAt,
    Instant doneAt,
    @Schema(description = "When it is done at the latest") Instant dueAt,
    @Schema(description = "How many sessions") int sessions,
    @Schema(description = "Objects that were rewritten or removed") int objectsDone,
    @Schema(description = "Objects that still hold bytes of it") int objectsLeft,
    @Schema(description = "What held it up last; null where nothing did") String failure) {

    @Schema(name = "ErasurePage")
    public record Page(List<Erasure> items, @Schema(description = "Always null: the newest 200 are told") String next) {
    }
}
