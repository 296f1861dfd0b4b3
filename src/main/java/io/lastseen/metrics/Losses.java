package io.lastseen.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a site lost the most sessions, beside the period before. */
@Schema(name = "Losses")
record Losses(
        @Schema(examples = "demo") String site,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "Whose steps are told; null: no goal funnel of the site is within one session, and the exit page is told instead", nullable = true)
                Funnel funnel,
        @Schema(description = "At most five; those that grew the most first") List<Loss> items,
        String definition,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    static final String DEFINITION =
            "Ended sessions that did not convert, by entry page, source, the last step reached (without a goal funnel the exit"
                    + " page) and end reason. Goal funnels within days of a visitor tell no steps here: these are not one session's."
                    + " lost = sessions - previousRate x of: how many more of those that came that way were"
                    + " lost so than the period before lets one expect; the five largest are shown. Steps that nobody reached"
                    + " in the period before count as the last one that somebody did.";
    static final Map<String, String> UNITS = Map.of(
            "sessions", "sessions", "of", "sessions", "rate", "share, 0 to 1", "previousRate", "share, 0 to 1", "lost", "sessions");

    /** Sessions that began alike, came alike, got as far and ended alike. */
    @Schema(name = "Loss")
    record Loss(
            @Schema(examples = "/guides/webbing") String entry,
            @Schema(examples = "google") String source,
            @Schema(description = "Index of the last step reached; -1 before the first; null without a funnel", nullable = true)
                    Integer step,
            @Schema(description = "The step's name, or the exit page", examples = "Cart") String last,
            @Schema(description = "Sessions that got further are in it, because nobody did in the period before: the steps after it"
                            + " are new, and what is new is no loss", examples = "false")
                    boolean orLater,
            @Schema(examples = "closed") String reason,
            @Schema(description = "Lost so", examples = "42") long sessions,
            @Schema(description = "All that began and came so", examples = "310") long of,
            @Schema(description = "sessions / of", examples = "0.135") double rate,
            @Schema(description = "The same of the period before; null: nobody came so", nullable = true) Double previousRate,
            @Schema(description = "More lost than then, in sessions", examples = "23.4") double lost,
            @Schema(description = "Ids of the newest, at most 20") List<String> newest) {

        Loss with(List<String> sessions) {
            return new Loss(entry, source, step, last, orLater, reason, this.sessions, of, rate, previousRate, lost, sessions);
        }
    }
}
