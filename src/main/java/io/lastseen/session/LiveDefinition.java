package io.lastseen.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the numbers of who is there mean; of the states the player says the same. */
enum LiveDefinition {
    SESSIONS("sessions", "sessions", "Open sessions in which somebody has seen a page, each in one state and on one page: the one in use."),
    VISITORS("visitors", "visitors", "Different visitor ids among these sessions, per site: a browser, not a person."),
    ENGAGED("engaged", "sessions", "Reading, using or watching a page."),
    QUIET("quiet", "sessions", "A page is on a screen, but nothing has shown a person for longer than its text takes to read."),
    AWAY("away", "sessions", "Every tab is hidden or out of reach."),
    HANDED_OVER("handed-over", "sessions", "Handed over to a payment provider, and waited for."),
    LEAVING("leaving", "sessions", "Said goodbye a moment ago; seconds will tell whether it was the end."),
    MORE("more", "sessions", "Sessions that fit what was asked for and are not among the items.");

    private final String number;
    private final String unit;
    private final String text;

    LiveDefinition(String number, String unit, String text) {
        this.number = number;
        this.unit = unit;
        this.text = text;
    }

    static Map<String, String> texts() {
        return map(definition -> definition.text);
    }

    static Map<String, String> units() {
        return map(definition -> definition.unit);
    }

    private static Map<String, String> map(Function<LiveDefinition, String> value) {
        Map<String, String> map = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(definition -> map.put(definition.number, value.apply(definition)));
        return map;
    }
}
