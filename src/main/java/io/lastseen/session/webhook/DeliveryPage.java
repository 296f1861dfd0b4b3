package io.lastseen.session.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "DeliveryPage")
public record DeliveryPage(@Schema(description = "Newest first, at most 50") List<Item> items) {

    @Schema(name = "Delivery")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(
        @Schema(description = "The event's id, as in Lastseen-Event-Id") String id,
        @Schema(examples = "session.ended") String type,
        String session,
        @Schema(enumeration = {"pending", "delivered", "failed"}, description = "failed: given up after 24 hours") String status,
        int attempts,
        @Schema(description = "HTTP status of the last answer; null where there was none", nullable = true) Integer httpStatus,
        @Schema(description = "Why the last attempt did not count", nullable = true) String error,
        Instant at,
        @Schema(nullable = true) Instant lastAttemptAt,
        @Schema(description = "When it is tried again; null where it is not", nullable = true) Instant next) {
    }
}
