package io.lastseen.session;

import java.util.Collection;
import java.util.Locale;

/** Hosts as a site lists them: {@code shop.example}, or {@code *.paypal.com} for paypal.com and all below it. */
final class HostPatterns {
    private HostPatterns() {}

    /** @param host as {@link WebAddress#host()} gives it; {@code www.} makes no difference on either side */
    static boolean match(Collection<String> patterns, String host) {
        return patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), host));
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.startsWith("*.")) {
            String domain = pattern.substring(2);
            return host.equals(WebAddress.withoutWww(domain)) || host.endsWith("." + domain);
        }
        return host.equals(WebAddress.withoutWww(pattern));
    }
}
