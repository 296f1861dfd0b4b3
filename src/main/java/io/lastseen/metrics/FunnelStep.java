package io.lastseen.metrics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One step of a funnel.
 *
 * @param name what people read
 * @param match what must happen, written as {@link StepMatch} reads it
 */
@Schema(name = "FunnelStep")
record FunnelStep(
        @Schema(examples = "Cart") String name,
        @Schema(examples = "path") StepKind kind,
        @Schema(
                        description = "A path (`*` within a segment is any text without `/`, at the end any rest); the name of"
                                + " a tracked event; or a clicked element by `#id`, `[data-name]`, `[data-name=value]` or its"
                                + " label",
                        examples = "/demo/cart")
                String match) {

    StepMatch matching() {
        return StepMatch.read(kind, match);
    }
}
