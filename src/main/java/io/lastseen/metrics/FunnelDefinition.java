package io.lastseen.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the numbers of a funnel mean, in the words the API, the player and docs/numbers.md share. */
final class FunnelDefinition {
    static final String SESSIONS =
            "Sessions of the funnel's site that started in the period, open ones too; whether they entered the funnel or not.";
    static final String SEQUENTIAL =
            "Sessions that did this step and all before it, each some time after the one before, within one session.";
    static final String STRICT =
            "Sessions that did this step and all before it, with no other page between one step and the next, within one"
                    + " session.";
    static final String ANY = "Sessions that did this step and all before it, in any order, within one session.";
    static final String FROM_PREVIOUS = "Reached / reached of the step before; 0 to 1.";
    static final String FROM_FIRST = "Reached / reached of the first step; 0 to 1.";
    static final String MEDIAN =
            "Median time from the first step to this one, in milliseconds, over the sessions that reached it.";
    static final String DROP_OFFS =
            "Sessions for which this is the furthest step, by why they ended. Open ones may still get further and are shown"
                    + " as open.";

    static final String ENTERED = "Sessions that reached the first step. Over time, a session counts when it started.";
    static final String COMPLETED = "Sessions that reached the last step.";
    static final String CONVERSION = "Completed / entered; 0 to 1, null where nobody entered.";

    private FunnelDefinition() {}

    static Map<String, String> texts(Funnel funnel) {
        return funnel.ofVisitors()
                ? VisitorFunnelDefinition.within(funnel.withinDays(), VisitorFunnelDefinition.texts(funnel.mode()))
                : texts(funnel.mode());
    }

    static Map<String, String> textsOfGroups(Funnel funnel) {
        return funnel.ofVisitors()
                ? VisitorFunnelDefinition.within(funnel.withinDays(), VisitorFunnelDefinition.textsOfGroups(funnel.mode()))
                : textsOfGroups(funnel.mode());
    }

    /** Of the numbers over time, and told apart. */
    static Map<String, String> textsOfGroups(FunnelMode mode) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("entered", ENTERED);
        texts.put("completed", COMPLETED);
        texts.put("conversion", CONVERSION);
        texts.put("reached", reached(mode));
        return texts;
    }

    /** In what each of the numbers is counted that {@link #texts(Funnel)} explains. */
    static Map<String, String> units(Funnel funnel) {
        return units(funnel, texts(funnel));
    }

    /** Likewise of {@link #textsOfGroups(Funnel)}. */
    static Map<String, String> unitsOfGroups(Funnel funnel) {
        return units(funnel, textsOfGroups(funnel));
    }

    private static Map<String, String> units(Funnel funnel, Map<String, String> texts) {
        String counted = funnel.ofVisitors() ? "visitors" : "sessions";
        Map<String, String> units = new LinkedHashMap<>();
        texts.keySet().forEach(number -> units.put(number, switch (number) {
            case "sessions", "visitors" -> number;
            case "conversion", "fromPrevious", "fromFirst" -> "share, 0 to 1";
            case "medianMs" -> "milliseconds";
            default -> counted;
        }));
        return units;
    }

    static Map<String, String> texts(FunnelMode mode) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("sessions", SESSIONS);
        texts.put("reached", reached(mode));
        texts.put("fromPrevious", FROM_PREVIOUS);
        texts.put("fromFirst", FROM_FIRST);
        texts.put("medianMs", MEDIAN);
        texts.put("dropOffs", DROP_OFFS);
        return texts;
    }

    private static String reached(FunnelMode mode) {
        return switch (mode) {
            case SEQUENTIAL -> SEQUENTIAL;
            case STRICT -> STRICT;
            case ANY -> ANY;
        };
    }
}
