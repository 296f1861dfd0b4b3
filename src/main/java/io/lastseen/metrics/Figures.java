package io.lastseen.metrics;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The numbers of one group of sessions: a day, a channel, an entry page. A rate of no sessions is null. */
@Schema(name = "Figures")
record Figures(
        @Schema(examples = "1200") long sessions,
        @Schema(examples = "940") long visitors,
        @Schema(examples = "5160") long views,
        @Schema(examples = "4.3", nullable = true) Double pagesPerSession,
        @Schema(examples = "93000", nullable = true) Long engagedMedianMs,
        @Schema(examples = "0.21", nullable = true) Double bounce,
        @Schema(examples = "0.38", nullable = true) Double bounceSingleView,
        @Schema(examples = "0.3", nullable = true) Double bounceNotEngaged,
        @Schema(examples = "0.9", nullable = true) Double dropOff,
        @Schema(examples = "0.1", nullable = true) Double conversionRate) {

    /** With views and engaged time of something smaller than a session: a page. */
    Figures spent(long shown, Long spentMedianMs) {
        return new Figures(
                sessions,
                visitors,
                shown,
                Counts.rate(shown, sessions),
                spentMedianMs,
                bounce,
                bounceSingleView,
                bounceNotEngaged,
                dropOff,
                conversionRate);
    }
}
