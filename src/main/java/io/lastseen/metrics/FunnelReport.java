package io.lastseen.metrics;

import io.lastseen.problem.IsoInstants;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the sessions of a period got in a funnel, or the visitors who entered in it, and where they stopped. */
@Schema(name = "FunnelReport")
record FunnelReport(
        Funnel funnel,
        @Schema(examples = "2026-05-01T00:00:00.000Z") Instant from,
        @Schema(examples = "2026-05-31T00:00:00.000Z") Instant to,
        @Schema(description = "That started in the period, whether they entered the funnel or not", examples = "1000")
                long sessions,
        @Schema(description = "Whose sessions these are; null for a funnel within one session", examples = "640", nullable = true) Long visitors,
        List<Step> steps,
        @Schema(description = "The one session that was asked for, or null", nullable = true) OneSession session,
        @Schema(description = "Share of the period's sessions that was looked at; 1: all. Counts are of these", examples = "1")
                double sample,
        @Schema(description = "What each number means, by its name") Map<String, String> definitions,
        @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    /** One step. */
    @Schema(name = "FunnelReportStep")
    record Step(
            @Schema(description = "From 0", examples = "1") int index,
            @Schema(examples = "Cart") String name,
            @Schema(examples = "320") long reached,
            @Schema(description = "Null for the first step, or where nobody reached the one before", examples = "0.64", nullable = true)
                    Double fromPrevious,
            @Schema(description = "Null where nobody reached the first", examples = "0.64", nullable = true)
                    Double fromFirst,
            @Schema(examples = "42000", nullable = true) Long medianMs,
            @Schema(description = "0 for the last step: who got there did not drop off", examples = "210") long dropOffs,
            @Schema(
                            description = "By why the session ended, of visitors that in which they last did the step; open while it has not",
                            examples = "{\"closed\": 150, \"left\": 60}")
                    Map<String, Long> dropOffsByReason,
            @Schema(description = "Ids of the newest, at most 20") List<String> dropOffSessions,
            Links links) {}

    /** Where all of a step's drop-offs are listed. */
    @Schema(name = "FunnelReportStepLinks")
    record Links(
            @Schema(examples = "/api/v1/funnels/demo/steps/1/drop-offs?from=2026-05-01T00%3A00%3A00.000Z&to=2026-05-31T00%3A00%3A00.000Z", nullable = true)
                    String dropOffs) {}

    /** How far one session got; of a funnel of visitors, how far its visitor had got when it ended. */
    @Schema(name = "FunnelReportSession")
    record OneSession(
            @Schema(examples = "nO3v1tq8Zb0xW2kM") String id,
            @Schema(description = "Indexes of the steps it reached") List<Integer> reached,
            @Schema(description = "The last of them, or null", examples = "1", nullable = true) Integer last) {

        /** @param furthest -1 for none */
        static OneSession of(String id, int furthest) {
            return new OneSession(
                    id, IntStream.rangeClosed(0, furthest).boxed().toList(), furthest < 0 ? null : furthest);
        }
    }

    static FunnelReport of(Funnel funnel, Period period, FunnelCounts counts, OneSession session) {
        return of(funnel, period, counts, session, 1);
    }

    static FunnelReport of(Funnel funnel, Period period, FunnelCounts counts, OneSession session, double sample) {
        List<Step> steps = new ArrayList<>();
        for (int index = 0; index < counts.steps().size(); index++) {
            steps.add(step(funnel, period, counts.steps(), index));
        }
        return new FunnelReport(
                funnel, period.from(), period.to(), counts.sessions(), counts.visitors(), steps, session, sample,
                FunnelDefinition.texts(funnel), FunnelDefinition.units(funnel));
    }

    private static Step step(Funnel funnel, Period period, List<FunnelCounts.Step> counts, int index) {
        FunnelCounts.Step step = counts.get(index);
        boolean last = index == counts.size() - 1;
        return new Step(
                index,
                funnel.steps().get(index).name(),
                step.reached(),
                index == 0 ? null : rate(step.reached(), counts.get(index - 1).reached()),
                rate(step.reached(), counts.get(0).reached()),
                step.medianMs(),
                last ? 0 : step.furthestSessions(),
                last ? Map.of() : step.furthest(),
                last ? List.of() : step.samples(),
                new Links(last ? null : link(funnel, period, index)));
    }

    private static String link(Funnel funnel, Period period, int index) {
        return "/api/v1/funnels/" + funnel.id() + "/steps/" + index + "/drop-offs?from=" + text(period.from()) + "&to="
                + text(period.to());
    }

    private static String text(Instant instant) {
        return URLEncoder.encode(IsoInstants.text(instant), StandardCharsets.UTF_8);
    }

    private static Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
