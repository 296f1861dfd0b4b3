package io.lastseen.site;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an allowed origin is written: {@code scheme://host[:port]} as a browser's Origin header has it, with an optional
 * leading wildcard label ({@code https://*.shop.example}: every host below shop.example, not itself), or {@code *}.
 */
final class Origins {
    static final String ANY = "*";

    private static final Pattern PARTS =
            Pattern.compile("(https?)://(\\*\\.)?(\\[[0-9a-f:.]+]|[^/\\s:*?#@\\[\\]]+)(?::(\\d{1,5}))?");

    private Origins() {}

    /**
     * Lower case, the host in its ASCII form, without the scheme's own port: as browsers send it.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    static String canonical(String written) {
        String origin = written.strip().toLowerCase(Locale.ROOT);
        if (origin.equals(ANY)) {
            return ANY;
        }
        if (!origin.matches("[a-z][a-z0-9+.-]*://.*")) {
            throw new IllegalArgumentException("'" + written + "' has no scheme; write https://" + bareHost(origin));
        }
        if (!origin.startsWith("http://") && !origin.startsWith("https://")) {
            throw new IllegalArgumentException("'" + written + "' is not http or https; write https://shop.example");
        }
        if (origin.indexOf('/', origin.indexOf("://") + 3) >= 0) {
            throw new IllegalArgumentException("'" + written + "' has a path; leave out everything after the host: "
                    + origin.substring(0, origin.indexOf('/', origin.indexOf("://") + 3)));
        }
        Matcher parts = PARTS.matcher(origin);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + written
                    + "' is not an origin; write scheme://host[:port] such as https://shop.example,"
                    + " https://*.shop.example for every host below it, or * for any");
        }
        return parts.group(1) + "://" + (parts.group(2) == null ? "" : "*.") + asciiHost(written, parts.group(3))
                + port(written, parts.group(1), parts.group(4));
    }

    private static String asciiHost(String written, String host) {
        if (host.startsWith("[")) {
            return host;
        }
        return Hosts.ascii(host).orElseThrow(() -> new IllegalArgumentException(
                "'" + written + "' has a host that cannot exist; write one such as https://shop.example"));
    }

    private static String port(String written, String scheme, String port) {
        if (port == null) {
            return "";
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("'" + written + "' has a port out of range; ports are 1 to 65535");
        }
        return number == (scheme.equals("https") ? 443 : 80) ? "" : ":" + number;
    }

    private static String bareHost(String origin) {
        String host = origin.replaceFirst("^/+", "").replaceFirst("[/?#].*", "");
        return host.isEmpty() ? "shop.example" : host;
    }
}
