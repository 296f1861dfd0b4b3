package io.lastseen.metrics;

import io.lastseen.metrics.StepSql.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The way through a site that its owner watches. */
@Schema(name = "Funnel")
record Funnel(
        @Schema(examples = "demo") String id,
        @Schema(examples = "demo") String site,
        @Schema(examples = "Purchase") String name,
        List<FunnelStep> steps,
        @Schema(
                        description = "sequential: each step some time after the one before; strict: no other page between;"
                                + " any: in any order",
                        examples = "sequential")
                FunnelMode mode,
        @Schema(
                        description = "0: within one session. Else of visitors: all steps within so many days of 24 hours from the first, in"
                                + " one session or in several",
                        examples = "0")
                int withinDays,
        @Schema(description = "Its last step is a purchase: whoever did it has converted", examples = "true") boolean goal,
        Instant createdAt) {

    Funnel {
        steps = List.copyOf(steps);
    }

    /** Within one session. */
    Funnel(String id, String site, String name, List<FunnelStep> steps, FunnelMode mode, boolean goal, Instant createdAt) {
        this(id, site, name, steps, mode, 0, goal, createdAt);
    }

    /** Whether it counts visitors, who may take several sessions; else sessions. */
    boolean ofVisitors() {
        return withinDays > 0;
    }

    List<Wanted> wanted() {
        return IntStream.range(0, steps.size())
                .mapToObj(step -> new Wanted(step, site, steps.get(step).matching()))
                .toList();
    }

    Wanted lastStep() {
        return wanted().get(steps.size() - 1);
    }
}
