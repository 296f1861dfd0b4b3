package io.lastseen.access;

import io.lastseen.site.DoorsPrefix;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** What needs no token: the doors, the recorder script, the demo shop, health and the way in. */
@ApplicationScoped
class PublicPaths {
    private final DoorsPrefix doors;

    PublicPaths(DoorsPrefix doors) {
        this.doors = doors;
    }

    /** @param path normalised; one that another reader could decode once more into another path is not public */
    boolean hold(String path) {
        return !isAmbiguous(path)
                && (isForStrangers(path)
                        || path.equals("/access")
                        || path.equals("/q/health")
                        || path.startsWith("/q/health/"));
    }

    /** What other sites' pages load: it is theirs to frame and to style, so the player's headers stay off it. */
    boolean isForStrangers(String path) {
        return doors.holds(path) || path.equals("/lastseen.js") || path.equals("/lastseen-assets.js")
                || path.equals("/demo") || path.startsWith("/demo/");
    }

    private static boolean isAmbiguous(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("..")
                || lower.contains("\\")
                || lower.contains(";")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%2e")
                || lower.contains("%25");
    }
}
