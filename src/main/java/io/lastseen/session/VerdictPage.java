package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "VerdictPage")
public record VerdictPage(@Schema(description = "Newest first") List<Item> items) {

    @Schema(name = "Verdict", description = "One decision about how and when a session ended, or that it goes on after all")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(
        @Schema(description = "Counts verdicts and reopenings") int revision,
        @Schema(enumeration = {"provisional", "final", "reopened", "amended"},
            description = "provisional: a return would reopen it, or another verdict took its place before it was final; reopened: the"
                + " visitor came back; amended: late evidence changed a final one") String state,
        @Schema(description = "Null where it was reopened") String reason,
        String detail,
        @Schema(description = "The end it tells; null where it was reopened") Instant at,
        @Schema(description = "When it was first known; of a final one that was provisional before, when it was that") Instant decidedAt,
        @Schema(description = "When it became final; null while it is provisional and where it was reopened") Instant finalAt,
        @Schema(description = "0 to 1; null where it was reopened") Double confidence,
        List<Words> evidence) {
    }

    @Schema(name = "EvidenceInWords")
    public record Words(Instant at, String kind, @Schema(examples = "The tab was closed.") String words) {
    }
}
