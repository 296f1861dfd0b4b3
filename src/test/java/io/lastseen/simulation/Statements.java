package io.lastseen.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which SQL means what. A statement that was changed is not known any more: what stands for it has to be changed with it. */
public final class Statements {
    private final Map<String, Statement> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Function<Matcher, Statement>> made = new ArrayList<>();

    public Statements on(String sql, Statement statement) {
        if (exact.put(sql, statement) != null) {
            throw new IllegalStateException("Known already: " + sql);
        }
        return this;
    }

    /** SQL that is made of a format with {@code %s}; what stands for those are the groups. */
    public Statements onFormat(String format, Function<Matcher, Statement> statement) {
        String[] parts = format.replace("%%", "\u0000").split("%(\\d\\$)?s", -1);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : "(.*)").append(Pattern.quote(parts[i].replace('\u0000', '%')));
        }
        patterns.add(Pattern.compile(pattern.toString(), Pattern.DOTALL));
        made.add(statement);
        return this;
    }

    Statement of(String sql) {
        return exact.computeIfAbsent(sql, this::matching);
    }

    private Statement matching(String sql) {
        for (int i = 0; i < patterns.size(); i++) {
            Matcher matcher = patterns.get(i).matcher(sql);
            if (matcher.matches()) {
                return made.get(i).apply(matcher);
            }
        }
        throw new AssertionError("The simulated index does not know this statement: " + sql);
    }
}
