package io.lastseen.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import ua_parser.CachingParser;
import ua_parser.Client;

/** Reads user agents. Parsing one takes about a millisecond, so the last thousand are kept. */
@ApplicationScoped
class Devices {
    private static final int KEPT = 1_000;
    private static final Set<String> DESKTOPS = Set.of("Windows", "Mac OS X", "Linux", "Ubuntu", "Debian", "Fedora", "Chrome OS", "FreeBSD");
    private final CachingParser parser = new CachingParser(KEPT);

    Device of(String agent) {
        if (agent.isEmpty()) {
            return new Device("other", "Unknown", "Unknown");
        }
        Client client = parser.parse(agent);
        return new Device(kind(agent.toLowerCase(Locale.ROOT), client.os.family), named(client.userAgent.family), named(client.os.family));
    }

    private static String kind(String agent, String os) {
        if (agent.contains("ipad") || agent.contains("tablet") || os.equals("Android") && !agent.contains("mobile")) {
            return "tablet";
        }
        if (agent.contains("mobi") || os.equals("Android") || os.equals("iOS")) {
            return "mobile";
        }
        return DESKTOPS.contains(os) ? "desktop" : "other";
    }

    /** The parser says "Other" for what it does not know, and "Mobile" in names that the kind already says. */
    private static String named(String family) {
        return family.equals("Other") ? "Unknown" : family.replace(" Mobile", "").replace("HeadlessChrome", "Chrome (headless)");
    }
}
