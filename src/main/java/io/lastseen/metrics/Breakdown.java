package io.lastseen.metrics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sessions of a period told apart by what they have in common. */
@Schema(name = "Breakdown")
record Breakdown(
        @Schema(description = "Null: all sites", examples = "demo", nullable = true) String site,
        @Schema(examples = "channel") String by,
        @Schema(description = "What sessions are told apart by, in a sentence") String definition,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "How many groups there are", examples = "14") long total,
        List<Group> items,
        @Schema(description = "The next page's cursor; null on the last", nullable = true) String next,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** Sessions with the same page, source, browser, ... Where pages are told apart, views and times are of the page. */
    @Schema(name = "BreakdownGroup")
    record Group(
            @Schema(description = "The value of the parameter that narrows lists to this group", examples = "organic search")
                    String key,
            @JsonUnwrapped Figures figures,
            @Schema(description = "Median wall time", examples = "128000", nullable = true) Long timeMedianMs,
            @Schema(description = "Sessions by end reason, or open") Map<String, Long> reasons,
            @Schema(description = "The same of the period before") Figures previous) {}
}
