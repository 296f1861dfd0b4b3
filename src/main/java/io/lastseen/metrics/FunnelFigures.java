package io.lastseen.metrics;

import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far some sessions got in a funnel. */
@Schema(name = "FunnelFigures")
record FunnelFigures(
        @Schema(description = "Reached the first step", examples = "500") long entered,
        @Schema(description = "Reached the last step", examples = "60") long completed,
        @Schema(description = "completed / entered; null where nobody entered", examples = "0.12", nullable = true)
                Double conversion,
        @Schema(description = "How many reached each step, in order", examples = "[500, 320, 90, 60]") List<Long> reached) {

    /** @param reached of each step, in order */
    static FunnelFigures of(long[] reached) {
        long entered = reached[0];
        long completed = reached[reached.length - 1];
        return new FunnelFigures(
                entered, completed, Counts.rate(completed, entered), Arrays.stream(reached).boxed().toList());
    }
}
