package io.lastseen.session.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TestDelivery", description = "What came of one delivery of type webhook.test, which is not tried again")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TestDelivery(
    String id, boolean delivered,
    @Schema(description = "Null where there was no answer", nullable = true) Integer httpStatus,
    @Schema(nullable = true) String error, long tookMs) {
}
