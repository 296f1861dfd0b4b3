package io.lastseen.ingest.caller;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Codes of countries that somebody else wrote. */
final class CountryCode {
    /** ISO 3166-1, and Kosovo, which has none there and is XK everywhere. */
    private static final Set<String> KNOWN = known();

    private CountryCode() {
    }

    /** Empty where it is none: XX, T1, EU and the like say that nobody knows. @param text may be null */
    static String of(String text) {
        String code = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return KNOWN.contains(code) ? code : "";
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
        known.add("XK");
        return known;
    }
}
