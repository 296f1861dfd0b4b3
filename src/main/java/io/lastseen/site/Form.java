package io.lastseen.site;

import java.time.ZoneId;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How a text of a site's settings is written. */
enum Form {
    ORIGIN(Origins::canonical),
    HOST(Hosts::canonical),
    QUERY_NAME(Form::queryName),
    TIME_ZONE(Form::timeZone);

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final UnaryOperator<String> canonical;

    Form(UnaryOperator<String> canonical) {
        this.canonical = canonical;
    }

    /** @throws IllegalArgumentException with what to write instead */
    String canonical(String written) {
        return canonical.apply(written);
    }

    private static String queryName(String written) {
        String name = written.strip();
        if (!name.matches("[^\\s&=#?*]+\\*?")) {
            throw new IllegalArgumentException("'" + written
                    + "' is not the name of a URL query parameter; write one such as utm_source, or utm_* for all that"
                    + " begin so");
        }
        return name;
    }

    private static String timeZone(String written) {
        String zone = written.strip();
        if (!ZONES.contains(zone)) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not a time zone of the IANA list; write one such as Europe/Berlin or UTC");
        }
        return zone;
    }
}
