package io.lastseen.session;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Something sessions have in common, by which lists and numbers are narrowed. */
enum Trait {
    ENTRY(Trait::path, "s.entry_path"),
    EXIT(Trait::path, "s.exit_path"),
    PAGE(Trait::seen, "seen.path"),
    EVENT(Trait::tracked, "tracked.name"),
    SOURCE(Trait::exact, "s.source"),
    CHANNEL(Trait::exact, "s.channel"),
    CAMPAIGN(Trait::exact, "s.campaign"),
    DEVICE(Trait::exact, "s.device"),
    BROWSER(Trait::exact, "s.browser"),
    OS(Trait::exact, "s.os"),
    COUNTRY(Trait::exact, "s.country"),
    LANGUAGE(Trait::exact, "s.language"),
    VISITORS(Trait::exact, "case when s.returning_visitor then 'returning' else 'new' end");

    private final Comparison comparison;
    private final String expression;

    Trait(Comparison comparison, String expression) {
        this.comparison = comparison;
        this.expression = expression;
    }

    /** What must hold for a row {@code s} of session to have one of the values; they become parameters. */
    String condition(List<String> values, Tuple parameters) {
        return comparison.write(expression, values, parameters);
    }

    private interface Comparison {
        String write(String expression, List<String> values, Tuple parameters);
    }

    /** An index is in the order of what comes behind a single value. */
    private static String exact(String expression, List<String> values, Tuple parameters) {
        if (values.size() == 1) {
            parameters.addString(values.get(0));
            return expression + " = $" + parameters.size();
        }
        return expression + " = " + any(values, parameters);
    }

    private static String path(String expression, List<String> patterns, Tuple parameters) {
        List<String> exact = patterns.stream().filter(pattern -> !pattern.contains("*")).toList();
        List<String> wild = patterns.stream().filter(pattern -> pattern.contains("*")).map(Wildcards::ofPath).toList();
        if (wild.isEmpty()) {
            return exact(expression, exact, parameters);
        }
        return "(" + exact(expression, exact, parameters) + " or " + expression + " ~ " + any(wild, parameters) + ")";
    }

    private static String seen(String expression, List<String> patterns, Tuple parameters) {
        return "exists (select from view seen where seen.site_id = s.site_id and seen.session_id = s.id and "
            + path(expression, patterns, parameters) + ")";
    }

    private static String tracked(String expression, List<String> names, Tuple parameters) {
        return "exists (select from mark tracked where tracked.site_id = s.site_id and tracked.session_id = s.id and tracked.what = 'custom'"
            + " and " + exact(expression, names, parameters) + ")";
    }

    private static String any(List<String> values, Tuple parameters) {
        parameters.addArrayOfString(values.toArray(String[]::new));
        return "any($" + parameters.size() + ")";
    }
}
