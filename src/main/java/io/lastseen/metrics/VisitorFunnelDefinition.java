package io.lastseen.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the numbers of a funnel mean that counts visitors, in the words the API, the player and docs/numbers.md share. */
final class VisitorFunnelDefinition {
    /** In the documentation it stands for however many. */
    static final String DAYS = "N days";

    private static final String VISITORS = "Different visitor ids among those sessions: a browser, not a person.";
    private static final String SEQUENTIAL =
            "Visitors that did this step and all before it, each some time after the one before, within N days of the first step, in"
                    + " one session or in several.";
    private static final String STRICT =
            "Visitors that did this step and all before it, with no other page between one step and the next, within N days of the"
                    + " first step, in one session or in several: the page after a session's last one is the first of the visitor's next.";
    private static final String ANY =
            "Visitors that did this step and all before it, in any order, all within N days, in one session or in several.";
    private static final String ENTERED =
            "Visitors that did the first step in the period. In each number a visitor counts once, by the first step that led"
                    + " furthest, of several the earliest; so points over time and groups do not add up to the whole.";
    private static final String COMPLETED = "Of those, visitors that reached the last step, also after the period.";
    private static final String MEDIAN =
            "Median time from the first step to this one, in milliseconds, over the visitors that reached it.";
    private static final String DROP_OFFS =
            "Visitors for whom this is the furthest step, by why the session ended in which they last did it. They may still get"
                    + " further within N days of the first step; where that session is open they are shown as open.";

    private VisitorFunnelDefinition() {}

    static Map<String, String> texts(FunnelMode mode) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("sessions", FunnelDefinition.SESSIONS);
        texts.put("visitors", VISITORS);
        texts.put("entered", ENTERED);
        texts.put("reached", reached(mode));
        texts.put("fromPrevious", FunnelDefinition.FROM_PREVIOUS);
        texts.put("fromFirst", FunnelDefinition.FROM_FIRST);
        texts.put("medianMs", MEDIAN);
        texts.put("dropOffs", DROP_OFFS);
        return texts;
    }

    /** Of the numbers over time, and told apart. */
    static Map<String, String> textsOfGroups(FunnelMode mode) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("entered", ENTERED);
        texts.put("completed", COMPLETED);
        texts.put("conversion", FunnelDefinition.CONVERSION);
        texts.put("reached", reached(mode));
        return texts;
    }

    /** The texts of a funnel of so many days. */
    static Map<String, String> within(int days, Map<String, String> texts) {
        Map<String, String> of = new LinkedHashMap<>();
        texts.forEach((name, text) -> of.put(name, text.replace(DAYS, days == 1 ? "1 day" : days + " days")));
        return of;
    }

    private static String reached(FunnelMode mode) {
        return switch (mode) {
            case SEQUENTIAL -> SEQUENTIAL;
            case STRICT -> STRICT;
            case ANY -> ANY;
        };
    }
}
