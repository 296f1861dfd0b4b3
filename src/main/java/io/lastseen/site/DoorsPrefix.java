package io.lastseen.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Below which path the public doors are ({@code lastseen.doors.prefix}), so that a site can proxy them first-party. */
@ApplicationScoped
public class DoorsPrefix {
    static final String DEFAULT = "/i";
    private static final List<String> TAKEN = List.of("/api", "/q", "/demo", "/access", "/_app", "/lastseen.js", "/lastseen-assets.js");

    private final String value;

    DoorsPrefix(@ConfigProperty(name = "lastseen.doors.prefix", defaultValue = DEFAULT) String value) {
        if (!value.matches("(/[A-Za-z0-9_-]+)+")) {
            throw new IllegalArgumentException("lastseen.doors.prefix is '" + value
                    + "', but must be a path of letters, digits, - and _ without a slash at its end, such as /i.");
        }
        for (String taken : TAKEN) {
            if (value.equals(taken) || value.startsWith(taken + "/")) {
                throw new IllegalArgumentException(
                        "lastseen.doors.prefix is '" + value + "', but " + taken + " is Lastseen's own; write another such as /i.");
            }
        }
        this.value = value;
    }

    /** Begins with a slash and ends without one. */
    public String value() {
        return value;
    }

    /** @param path normalised */
    public boolean holds(String path) {
        return path.startsWith(value) && path.length() > value.length() && path.charAt(value.length()) == '/';
    }
}
