package io.lastseen.site;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refusal as the API shows it; {@code origin} and {@code detail} are null where the request did not tell. */
@RegisterForReflection
@Schema(name = "Refusal")
record RefusalView(
        @Schema(examples = "origin_not_allowed") String reason,
        String detail,
        @Schema(examples = "https://staging.shop.example") String origin,
        @Schema(examples = "17") long count,
        Instant firstAt,
        Instant lastAt,
        @Schema(
                description = "What happened and what to do about it",
                examples = "A page of https://staging.shop.example may not record into this site. Add"
                        + " https://staging.shop.example to the allowed origins, if it is yours.")
                String text) {

    static RefusalView of(Refusal reason, String origin, String detail, RefusalCount count) {
        return new RefusalView(
                reason.code(),
                detail.isEmpty() ? null : detail,
                origin.isEmpty() ? null : origin,
                count.count(),
                count.firstAt(),
                count.lastAt(),
                RefusalText.of(reason, origin));
    }
}
