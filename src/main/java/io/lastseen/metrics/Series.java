package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The numbers of a period over time, and those of the period before it. */
@Schema(name = "Series", description = "The numbers of a period over time; a rate of no sessions is null")
record Series(
        @Schema(description = "Null: all sites", examples = "demo", nullable = true) String site,
        @Schema(description = "In which hours, days, weeks and months begin", examples = "Europe/Berlin") String zone,
        @Schema(examples = "day") String granularity,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        Figures totals,
        @Schema(description = "In order, also those without sessions") List<Point> points,
        @Schema(description = "As long as this one, just before it") Before previous,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** One hour, day, week or month. */
    @Schema(name = "SeriesPoint")
    record Point(
            @Schema(description = "Its beginning", examples = "2026-05-01T22:00:00.000Z") Instant at,
            @JsonUnwrapped Figures figures,
            @Schema(description = "Sessions by end reason, or open") Map<String, Long> reasons) {}

    /** The period before. */
    @Schema(name = "SeriesBefore")
    record Before(Instant from, Instant to, Figures totals, List<Point> points) {}
}
