package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the sessions of a period got in a funnel, by when they started, beside the period before. */
@Schema(name = "FunnelSeries")
record FunnelSeries(
        Funnel funnel,
        @Schema(description = "In which hours, days, weeks and months begin", examples = "Europe/Berlin") String zone,
        @Schema(examples = "day") String granularity,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        FunnelFigures totals,
        @Schema(description = "In order, also those in which nobody entered") List<Point> points,
        @Schema(description = "As long as this one, just before it") Before previous,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** One hour, day, week or month. */
    @Schema(name = "FunnelSeriesPoint")
    record Point(
            @Schema(description = "Its beginning", examples = "2026-05-01T22:00:00.000Z") Instant at,
            @JsonUnwrapped FunnelFigures figures) {}

    /** The period before. */
    @Schema(name = "FunnelSeriesBefore")
    record Before(Instant from, Instant to, FunnelFigures totals, List<Point> points) {}
}
