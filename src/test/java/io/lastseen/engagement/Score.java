package io.lastseen.engagement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How well sessions were told on labelled traces; the score of docs/engagement.md. Times are ms since the trace's epoch. */
final class Score {
    private static final Set<String> CERTAIN = Set.of("closed", "left", "signed_out", "stopped", "crashed", "limit");

    /** A session as told, by Lastseen or by a rule of the field; {@code reason} is empty where a rule knows none. */
    record Told(long start, long end, String reason, long decidedAt, double confidence) { }

    private int scenarios;
    private int countRight;
    private int truths;
    private int withinTolerance;
    private int reasonRight;
    private int cutEarly;
    private int neverEnded;
    private int reopened;
    private final List<Long> errors = new ArrayList<>();
    private final List<Long> certain = new ArrayList<>();
    private final List<Long> absence = new ArrayList<>();
    private final List<Map<String, Object>> perScenario = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();

    void add(Trace trace, Retelling retelling) {
        List<Told> told = retelling.told();
        scenarios++;
        reopened += retelling.reopened();
        truths += trace.truth().size();
        if (told.size() == trace.truth().size()) {
            countRight++;
        } else {
            complaints.add(trace.id() + ": " + told.size() + " sessions instead of " + trace.truth().size() + " " + told);
        }
        List<Told> left = new ArrayList<>(told);
        for (Trace.Truth truth : trace.truth()) {
            Told best = left.stream().max((a, b) -> Long.compare(overlap(a, truth), overlap(b, truth))).orElse(null);
            if (best == null) {
                neverEnded++;
                complaints.add(trace.id() + ": never ended");
            } else {
                left.remove(best);
                compare(trace, truth, best);
            }
        }
        List<Map<String, Object>> sessions = new ArrayList<>();
        told.forEach(one -> {
            Map<String, Object> session = new LinkedHashMap<>();
            session.put("startMs", one.start());
            session.put("endMs", one.end());
            session.put("reason", one.reason());
            session.put("decidedAtMs", one.decidedAt());
            session.put("confidence", one.confidence());
            sessions.add(session);
        });
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("id", trace.id());
        scenario.put("sessions", sessions);
        perScenario.add(scenario);
    }

    private static long overlap(Told told, Trace.Truth truth) {
        return Math.min(told.end(), truth.end()) - Math.max(told.start(), truth.start());
    }

    private void compare(Trace trace, Trace.Truth truth, Told told) {
        long error = told.end() - truth.end();
        errors.add(Math.abs(error));
        if (Math.abs(error) <= truth.toleranceMs()) {
            withinTolerance++;
        } else {
            complaints.add(trace.id() + ": end off by " + error + " ms, tolerance " + truth.toleranceMs());
        }
        if (error < -truth.toleranceMs()) {
            cutEarly++;
        }
        if (truth.accepts(told.reason())) {
            reasonRight++;
        } else {
            complaints.add(trace.id() + ": " + told.reason() + " instead of " + truth.reason() + " or " + truth.alsoAccepted());
        }
        (CERTAIN.contains(truth.reason()) ? certain : absence).add(told.decidedAt() - truth.end());
    }

    private static Long percentile(List<Long> values, int percent) {
        if (values.isEmpty()) {
            return null;
        }
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static Map<String, Object> percentiles(List<Long> values, int a, int b) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("p" + a, percentile(values, a));
        both.put("p" + b, percentile(values, b));
        return both;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenarios", scenarios);
        json.put("countRight", countRight);
        json.put("sessions", truths);
        json.put("withinTolerance", withinTolerance);
        json.put("reasonRight", reasonRight);
        json.put("cutEarly", cutEarly);
        json.put("neverEnded", neverEnded);
        json.put("reopened", reopened);
        json.put("errorMs", percentiles(errors, 50, 95));
        json.put("certainLatencyMs", percentiles(certain, 50, 90));
        json.put("absenceLatencyMs", percentiles(absence, 50, 90));
        json.put("perScenario", perScenario);
        return json;
    }

    static String heading() {
        return String.format("%-14s %9s %9s %9s %9s %6s %7s %19s %19s %19s", "rule", "counts", "ends", "reasons", "cut early", "never", "reopen",
            "error p50/p95 s", "certain p50/p90 s", "absence p50/p90 s");
    }

    String line(String rule) {
        return String.format("%-14s %9s %9s %9s %9d %6d %7d %19s %19s %19s", rule, share(countRight, scenarios), share(withinTolerance, truths),
            share(reasonRight, truths), cutEarly, neverEnded, reopened, seconds(errors, 50, 95), seconds(certain, 50, 90), seconds(absence, 50, 90));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "-" : String.format("%.1f %%", 100.0 * part / whole);
    }

    private static String seconds(List<Long> values, int a, int b) {
        return values.isEmpty() ? "-" : String.format("%.1f / %.1f", percentile(values, a) / 1000.0, percentile(values, b) / 1000.0);
    }

    boolean perfect() {
        Long slowest = percentile(certain, 90);
        return countRight == scenarios && withinTolerance == truths && reasonRight == truths && cutEarly == 0 && neverEnded == 0
            && (slowest == null || slowest <= 15_000);
    }
}
