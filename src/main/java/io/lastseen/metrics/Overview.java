package io.lastseen.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The numbers of a period at a glance. A rate without sessions to be of is null. */
@Schema(name = "Overview", description = "The numbers of a period at a glance; a rate of no sessions is null")
record Overview(
        @Schema(description = "Null: all sites", examples = "demo", nullable = true) String site,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(examples = "1200") long sessions,
        @Schema(examples = "3") long open,
        @Schema(examples = "940") long visitors,
        @Schema(examples = "5160") long views,
        @Schema(examples = "4.3", nullable = true) Double pagesPerSession,
        Bounce bounce,
        @Schema(examples = "93000", nullable = true) Long engagedMedianMs,
        @Schema(nullable = true) DropOff dropOff,
        @Schema(description = "Most frequent first") List<EndReason> endReasons,
        @Schema(description = "Sessions taken for ended once whose visitor then came back", examples = "14") long reopened,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** Bounces by this product's rule, and by the two that others use. */
    @Schema(name = "Bounce")
    record Bounce(
            @Schema(examples = "0.21", nullable = true) Double rate,
            @Schema(description = "That bounced", examples = "251") long sessions,
            @Schema(description = "Ended sessions: what the rate is of", examples = "1197") long of,
            String definition,
            Rule singleView,
            Rule notEngaged) {}

    /** Another rule for the same question. */
    @Schema(name = "BounceRule")
    record Rule(
            @Schema(examples = "0.38", nullable = true) Double rate,
            @Schema(examples = "455") long sessions,
            String definition) {}

    /** Visits that bought nothing. */
    @Schema(name = "DropOff")
    record DropOff(
            @Schema(examples = "0.9") double rate,
            @Schema(description = "That did not convert", examples = "900") long sessions,
            @Schema(description = "That converted", examples = "100") long purchases,
            @Schema(description = "Ended sessions of sites that have a goal", examples = "1000") long of,
            @Schema(description = "Most frequent first; the rates add up to the rate") List<DropOffReason> byReason,
            String definition) {}

    /** Visits that bought nothing and ended for one reason. */
    @Schema(name = "DropOffReason")
    record DropOffReason(
            @Schema(examples = "closed") String reason,
            @Schema(examples = "540") long sessions,
            @Schema(examples = "0.54") double rate) {}

    /** Why sessions ended. */
    @Schema(name = "EndReason")
    record EndReason(
            @Schema(examples = "closed") String reason,
            @Schema(examples = "640") long sessions,
            @Schema(description = "Of all ended sessions", examples = "0.535") double share,
            @Schema(examples = "2") long provisional,
            @Schema(examples = "9") long reopened,
            TimeToKnow timeToKnowMs) {}

    /** From the end to the decision. */
    @Schema(name = "TimeToKnow")
    record TimeToKnow(@Schema(examples = "5012") long p50, @Schema(examples = "5430") long p95) {}
}
