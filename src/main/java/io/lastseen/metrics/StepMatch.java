package io.lastseen.metrics;

import io.lastseen.session.Wildcards;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a step matches, in the terms {@link StepSql} compares: an exact text, or a regular expression of PostgreSQL.
 *
 * @param what {@code path}, {@code event}, {@code click-id}, {@code click-data}, {@code click-path} or {@code click-label}
 * @param exact null where {@code pattern} decides, or, for {@code click-data}, any value will do
 * @param pattern null where {@code exact} decides
 * @param key name of the data attribute without {@code data-}; null but for {@code click-data}
 */
record StepMatch(String what, String exact, String pattern, String key) {
    private static final int MOST_WILDCARDS = 10;
    private static final Pattern ID = Pattern.compile("#(\\S+)");
    private static final Pattern DATA =
            Pattern.compile("\\[data-([a-z0-9_.-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\]]*)))?\\s*]");

    private static final String PLACED = "[a-z][a-z0-9_.-]*(?:#[^\\s>*]+|:nth-of-type\\(\\d+\\))?";

    /** As recorders write where an element is: {@code main>ul#list>li:nth-of-type(3)>a}. No label is likely to look so. */
    private static final Pattern PLACE = Pattern.compile("[a-z][a-z0-9_.-]*#[^\\s>*]+|" + PLACED + "(?:>" + PLACED + ")+");

    /** @throws IllegalArgumentException with what to write instead */
    static StepMatch read(StepKind kind, String match) {
        String text = match.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (text.chars().filter(c -> c == '*').count() > MOST_WILDCARDS) {
            throw new IllegalArgumentException("has more than " + MOST_WILDCARDS + " wildcards");
        }
        return switch (kind) {
            case PATH -> path(text);
            case EVENT -> new StepMatch("event", text, null, null);
            case CLICK -> click(text);
        };
    }

    private static StepMatch path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not a path; write one such as /cart or /products/*");
        }
        if (path.contains("?")) {
            throw new IllegalArgumentException("'" + path + "' has a query; views are known by their path alone");
        }
        return path.contains("*")
                ? new StepMatch("path", null, Wildcards.ofPath(path), null)
                : new StepMatch("path", path, null, null);
    }

    private static StepMatch click(String element) {
        Matcher id = ID.matcher(element);
        if (id.matches()) {
            return new StepMatch("click-id", id.group(1), null, null);
        }
        Matcher data = DATA.matcher(element);
        if (data.matches()) {
            return new StepMatch("click-data", value(data), null, data.group(1));
        }
        if (PLACE.matcher(element).matches()) {
            return new StepMatch("click-path", element, null, null);
        }
        if (element.startsWith("[")) {
            throw new IllegalArgumentException("'" + element
                    + "' is not a data attribute; write one such as [data-action] or [data-action=buy]");
        }
        return new StepMatch("click-label", null, Wildcards.ofLabel(element), null);
    }

    private static String value(Matcher data) {
        for (int group = 2; group <= 4; group++) {
            if (data.group(group) != null) {
                return data.group(group).strip();
            }
        }
        return null;
    }
}
