package io.lastseen.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** From which page sessions went to which, step by step. */
@Schema(name = "Flow")
record Flow(
        @Schema(description = "Null: all sites", examples = "demo", nullable = true) String site,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "The page all begin at; null: each at its entry page", examples = "/pricing", nullable = true) String start,
        @Schema(description = "That are followed: those of the period, with a start those of them that saw it", examples = "1200")
                long sessions,
        @Schema(description = "Share of these sessions that was looked at; 1: all. Counts are of those that were", examples = "1") double sample,
        @Schema(description = "By step, most frequent first") List<Move> moves,
        @Schema(description = "What moves and sessions mean") String definition,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {
    static final String DEFINITION = "Pages in the order in which they were shown, in whichever tab; one that is shown again at once counts"
            + " once. With a start, from the first time it was shown. Each session is in one move of each step it made: to its next page, or"
            + " to its end. At each step the most frequent pages are named, all others are one.";
    static final Map<String, String> UNITS = Map.of("sessions", "sessions", "sample", "share, 0 to 1");

    /**
     * What sessions did after a step.
     *
     * @param step  from 0
     * @param to    null: all pages that are not named, or nowhere, which {@code ended} tells
     * @param ended reason, or open; null where they went on
     */
    @Schema(name = "FlowMove")
    record Move(
            @Schema(examples = "0") int step,
            @Schema(description = "The page of the step; null: all that are not named", examples = "/pricing", nullable = true) String from,
            @Schema(description = "The next page; null: all that are not named, or none where they ended", examples = "/signup", nullable = true)
                    String to,
            @Schema(description = "How sessions ended that went nowhere: a reason, or open; null: they went on", examples = "closed", nullable = true)
                    String ended,
            @Schema(examples = "640") long sessions,
            @Schema(description = "Ids of the newest of them, five at most") List<String> newest) {}
}
