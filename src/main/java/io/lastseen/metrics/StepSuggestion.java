package io.lastseen.metrics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something visitors did that a funnel's step can match. */
@Schema(name = "StepSuggestion")
record StepSuggestion(
        @Schema(description = "What to write as the step's match", examples = "/demo/cart") String match,
        @Schema(description = "In how many sessions it happened", examples = "320") long sessions) {}
