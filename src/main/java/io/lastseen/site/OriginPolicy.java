package io.lastseen.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Which pages may record into a site. */
@ApplicationScoped
public class OriginPolicy {

    /**
     * @param origin the request's Origin header, null where it has none; a page without an origin of its own (a
     *     sandboxed frame sends the text {@code null}) is allowed by {@code *} alone
     */
    public boolean allows(Site site, String origin) {
        return site.origins().contains(Origins.ANY) || names(site, origin);
    }

    /** As {@link #allows}, but {@code *} names nobody. */
    boolean names(Site site, String origin) {
        if (origin == null || origin.contains(Origins.ANY)) {
            return false;
        }
        String sent = origin.toLowerCase(Locale.ROOT);
        for (String allowed : site.origins()) {
            if (allowed.equals(sent) && !allowed.equals(Origins.ANY) || isBelow(allowed, sent)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String allowed, String sent) {
        int wildcard = allowed.indexOf("://*.");
        if (wildcard < 0) {
            return false;
        }
        String scheme = allowed.substring(0, wildcard + 3);
        String suffix = allowed.substring(wildcard + 4);
        if (!sent.startsWith(scheme) || !sent.endsWith(suffix) || sent.length() <= scheme.length() + suffix.length()) {
            return false;
        }
        for (int i = scheme.length(); i < sent.length() - suffix.length(); i++) {
            char c = sent.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.')) {
                return false;
            }
        }
        return true;
    }
}
