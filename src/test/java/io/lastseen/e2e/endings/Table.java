package io.lastseen.e2e.endings;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs as a Markdown table, a row per ending. */
record Table(Runs runs, List<Ending> endings, Ending.Make make) {

    @Override
    public String toString() {
        String head = """
                | ending | reason | error of the end, p50 / p95 | time to know, p50 / p95 | runs | wrong |
                |---|---|---|---|---|---|
                """;
        return head + endings.stream().filter(ending -> !runs.of(ending, make).isEmpty()).map(this::row)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String row(Ending ending) {
        List<Run> made = runs.of(ending, make).stream().filter(run -> run.failed().isEmpty()).toList();
        long wrong = made.stream().filter(run -> !run.wrong().isEmpty()).count();
        return "| %s | %s | %s | %s | %d | %d |".formatted(ending.name(), reasons(made), both(made, run -> Math.abs(run.errorMs())),
                both(made, Run::knowMs), made.size(), wrong);
    }

    private static String reasons(List<Run> made) {
        TreeMap<String, Long> counted = made.stream().filter(Run::hasVerdict)
                .collect(Collectors.groupingBy(Run::reason, TreeMap::new, Collectors.counting()));
        return counted.size() == 1 ? counted.firstKey()
                : counted.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }

    private static String both(List<Run> made, Function<Run, Long> of) {
        List<Long> values = made.stream().filter(Run::hasVerdict).map(of).toList();
        return values.isEmpty() ? "-" : seconds(Percentile.P50, values) + " / " + seconds(Percentile.P95, values);
    }

    private static String seconds(Percentile percentile, List<Long> values) {
        return String.format(Locale.ROOT, "%.2f s", percentile.of(values.stream().mapToLong(Long::longValue)) / 1000.0);
    }
}
