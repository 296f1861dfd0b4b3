package io.lastseen.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many sessions of a period did each goal. */
@Schema(name = "GoalReport")
record GoalReport(
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "Oldest goal first") List<Done> items,
        @Schema(description = "What sessions and rate mean") String definition,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {
    static final String DEFINITION = "Sessions that did the goal at least once, and their share of the sessions of the goal's site. Open"
            + " sessions count in both.";
    static final Map<String, String> UNITS = Map.of("sessions", "sessions", "of", "sessions", "rate", "share, 0 to 1");

    /** @param of all sessions of the goal's site */
    @Schema(name = "GoalReportItem")
    record Done(
            Goal goal,
            @Schema(examples = "48") long sessions,
            @Schema(description = "All sessions of the goal's site", examples = "1200") long of,
            @Schema(description = "Null where there were none", examples = "0.04", nullable = true) Double rate) {}
}
