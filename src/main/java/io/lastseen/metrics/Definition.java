package io.lastseen.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a number means, in the words the API, the player and docs/numbers.md share. */
enum Definition {
    SESSIONS(
            "sessions",
            "sessions",
            "All of one visitor's interactions with one site until real disengagement, over as many pages and quiet minutes"
                    + " as it takes; by start. Robots and visits in which nobody saw a page are left out. Open ones count."),
    OPEN("open", "sessions", "Those of the sessions that have not ended."),
    VISITORS(
            "visitors",
            "visitors",
            "Different visitor ids among the sessions, per site: a browser, not a person. Open sessions count."),
    VIEWS(
            "views",
            "views",
            "Pages shown, by a load, by a change of route within a page, or because one was still open when a session began in it."
                    + " Open sessions count."),
    PAGES_PER_SESSION("pagesPerSession", "views per session", "Views / sessions. Open sessions count."),
    BOUNCE(
            "bounce",
            "share, 0 to 1",
            "Ended sessions with a single view, less than 10 s of engaged time and no conversion / ended sessions."),
    SINGLE_VIEW(
            "bounceSingleView",
            "share, 0 to 1",
            "The rule of Matomo, Umami and Plausible: ended sessions with a single view / ended sessions."),
    NOT_ENGAGED(
            "bounceNotEngaged",
            "share, 0 to 1",
            "The rule of Google Analytics 4: ended sessions that lasted no longer than 10 s, had fewer than 2 views and no"
                    + " conversion / ended sessions."),
    ENGAGED(
            "engagedMedianMs",
            "milliseconds",
            "Median over ended sessions of their engaged time: the page was visible and attention was proven. Not wall time."
                    + " To three digits, as all medians and percentiles of times."),
    TIME(
            "timeMedianMs",
            "milliseconds",
            "Median over ended sessions of their wall time, from start to end; by page, of the time its views were open."),
    CONVERSION(
            "conversion",
            "sessions",
            "A session has converted when it tracked a custom event named purchase, or did a goal of its site or the last step"
                    + " of a funnel that is marked as one."),
    DROP_OFF(
            "dropOff",
            "share, 0 to 1",
            "1 - sessions that converted / sessions, over ended sessions of sites that have a goal: one of its own, a funnel"
                    + " marked as one, or a purchase event so far. Of 1,000 sessions 100 buy: 90 %. Null without a goal."),
    CONVERSION_RATE(
            "conversionRate",
            "share, 0 to 1",
            "Sessions that converted / sessions, over the sessions the drop-off is of: the two add up to 1."),
    DROP_OFF_REASON(
            "dropOffByReason",
            "share, 0 to 1",
            "Sessions that ended for this reason without a conversion / the sessions the drop-off is of. They add up to the"
                    + " drop-off."),
    END_REASONS(
            "endReasons",
            "sessions",
            "Ended sessions by why they ended; share is that of all ended ones."),
    PROVISIONAL(
            "provisional",
            "sessions",
            "Ended, but a return that is soon enough opens the same session again."),
    REOPENED("reopened", "sessions", "Sessions that were taken for ended once, and whose visitor then came back."),
    TIME_TO_KNOW(
            "timeToKnow",
            "milliseconds",
            "From the end of a session to the decision that holds now: median (p50) and 95th percentile (p95).");

    private final String number;
    private final String unit;
    private final String text;

    Definition(String number, String unit, String text) {
        this.number = number;
        this.unit = unit;
        this.text = text;
    }

    String number() {
        return number;
    }

    String unit() {
        return unit;
    }

    String text() {
        return text;
    }

    /** Text by name, in the order in which they are read. */
    static Map<String, String> texts() {
        return map(Arrays.asList(values()), true);
    }

    static Map<String, String> units() {
        return map(Arrays.asList(values()), false);
    }

    private static Map<String, String> map(List<Definition> definitions, boolean texts) {
        Map<String, String> map = new LinkedHashMap<>();
        definitions.forEach(definition -> map.put(definition.number, texts ? definition.text : definition.unit));
        return map;
    }
}
