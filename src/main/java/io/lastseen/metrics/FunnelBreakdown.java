package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far sessions got in a funnel, told apart by what they have in common. */
@Schema(name = "FunnelBreakdown")
record FunnelBreakdown(
        Funnel funnel,
        @Schema(examples = "channel") String by,
        @Schema(description = "What sessions are told apart by, in a sentence") String definition,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "How many groups there are of which somebody entered", examples = "14") long total,
        @Schema(description = "Of all groups together") FunnelFigures totals,
        List<Group> items,
        @Schema(description = "The next page's cursor; null on the last", nullable = true) String next,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** Sessions with the same channel, device, entry page, ... */
    @Schema(name = "FunnelBreakdownGroup")
    record Group(
            @Schema(description = "The value of the parameter that narrows lists to this group", examples = "organic search")
                    String key,
            @JsonUnwrapped FunnelFigures figures,
            @Schema(description = "The same of the period before") FunnelFigures previous) {}
}
