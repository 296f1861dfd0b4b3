package io.lastseen.site;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a host of a visit is written: {@code shop.example}, or {@code *.paypal.com} for paypal.com and all below it. */
final class Hosts {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

    private Hosts() {}

    /** A host's name as browsers send it, or empty where no host can have it. */
    static Optional<String> ascii(String host) {
        try {
            String name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException with what to write instead */
    static String canonical(String written) {
        String host = written.strip().toLowerCase(Locale.ROOT);
        boolean wildcard = host.startsWith("*.");
        return ascii(wildcard ? host.substring(2) : host)
                .map(name -> (wildcard ? "*." : "") + name)
                .orElseThrow(() -> new IllegalArgumentException("'" + written
                        + "' is not a host; write only its name, such as shop.example or *.shop.example,"
                        + " without https://, port and path"));
    }
}
