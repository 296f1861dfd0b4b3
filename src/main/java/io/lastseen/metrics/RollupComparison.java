package io.lastseen.metrics;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What counting anew said of a site's rollups. */
@Schema(name = "RollupComparison")
record RollupComparison(
        @Schema(examples = "demo") String site,
        @Schema(description = "Final sessions that were counted anew", examples = "12000") long sessions,
        @Schema(description = "Rollups that were compared", examples = "48000") long rollups,
        @Schema(description = "Rollups that say something else", examples = "0") long differences,
        @Schema(description = "The first 20 of them") List<RollupKey> first) {
    static final int TOLD = 20;

    RollupComparison plus(RollupComparison other) {
        return new RollupComparison(
                site,
                sessions + other.sessions,
                rollups + other.rollups,
                differences + other.differences,
                Stream.concat(first.stream(), other.first.stream()).limit(TOLD).toList());
    }
}
