package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A session as the API tells it. */
@Schema(name = "Session", description = "All of one visitor's interactions with one site until real disengagement.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SessionView(
    @Schema(description = "Id of the document that first opened it; never changes") String id,
    String site,
    String visitorId,
    @Schema(enumeration = {"open", "ended"}) String state,
    Instant startedAt,
    @Schema(description = "The last proof of a person; null while open") Instant endedAt,
    @Schema(description = "From start to end; to now while open") long durationMs,
    @Schema(description = "Visible and proven attention, not wall time") long engagedMs,
    End end,
    Page entry,
    @Schema(description = "The view in use at the end instant") Page exit,
    int views,
    @Schema(examples = "google") String source,
    @Schema(examples = "organic search") String channel,
    @Schema(description = "As its link names it (utm_campaign), lower case, or (none)", examples = "spring-sale") String campaign,
    DeviceView device,
    @Schema(description = "Two letters of ISO 3166-1, or Unknown", examples = "DE") String country,
    @Schema(description = "The one the browser asks for first, by ISO 639, or Unknown", examples = "de") String language,
    @Schema(description = "The session that ran into the longest life, where this one goes on with its visit; else null") String previous,
    @Schema(description = "Demo data, not a visit that was made") boolean demo,
    Links links) {

    @Schema(name = "End", description = "Why and when the session ended, and from which evidence. Null while it is open.")
    public record End(
        @Schema(enumeration = {"closed", "left", "parked", "idle", "suspended", "lost", "crashed", "signed_out", "stopped", "limit", "superseded"})
        String reason,
        @Schema(description = "For left: where to; null where there is nothing to add", examples = "paypal.com") String detail,
        Instant at,
        @Schema(description = "When it was known") Instant decidedAt,
        @Schema(description = "0 to 1") double confidence,
        @Schema(description = "A return would reopen the session") boolean provisional,
        @Schema(description = "Counts verdicts and reopenings") int revision,
        List<EvidenceView> evidence) {
    }

    @Schema(name = "Evidence")
    public record EvidenceView(Instant at, String kind, String text) {
    }

    @Schema(name = "Page")
    public record Page(@Schema(examples = "/cart") String path, String title) {
    }

    @Schema(name = "Device")
    public record DeviceView(@JsonProperty("class") @Schema(enumeration = {"desktop", "mobile", "tablet", "other"}) String kind,
                             String browser, String os) {
    }

    @Schema(name = "SessionLinks")
    public record Links(String self, @Schema(description = "The session in the player") String replay) {
    }
}
