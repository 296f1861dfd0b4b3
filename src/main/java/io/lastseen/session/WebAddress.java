package io.lastseen.session;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute address as far as attribution needs it. Browsers accept more than RFC 3986, and anybody can write anything:
 * what cannot be read is left out, nothing fails.
 *
 * @param host lower case, ASCII, without {@code www.} and port; of {@code android-app://} the app's id
 */
record WebAddress(String host, Map<String, String> parameters) {
    private static final int LONGEST_VALUE = 100;
    private static final Pattern PARTS =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#\\\\]*)[^?#]*(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    static Optional<WebAddress> read(String address) {
        Matcher parts = PARTS.matcher(address == null ? "" : address.strip());
        return parts.matches()
                ? host(parts.group(2)).map(host -> new WebAddress(host, query(parts.group(3))))
                : Optional.empty();
    }

    /** The first value of this name, stripped, without control characters, at most 100 characters; never blank. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    static String withoutWww(String host) {
        return host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
    }

    private static Optional<String> host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1)
                .replaceFirst(":\\d*$", "")
                .replaceFirst("\\.$", "");
        return ascii(host).map(WebAddress::withoutWww).filter(name -> !name.isEmpty() && name.length() <= 253);
    }

    private static Optional<String> ascii(String host) {
        try {
            String name = host.startsWith("[") ? host : IDN.toASCII(host);
            return name.matches("[\\w.\\[\\]:-]*") ? Optional.of(name.toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = decode(pair.substring(equals + 1));
                if (!value.isEmpty()) {
                    parameters.putIfAbsent(decode(pair.substring(0, equals)).toLowerCase(Locale.ROOT), value);
                }
            }
        }
        return Map.copyOf(parameters);
    }

    private static String decode(String text) {
        String value = unescape(text).replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, LONGEST_VALUE))).strip();
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return text;
        }
    }
}
