package io.lastseen.ingest.caller;

import java.util.Locale.LanguageRange;

/** The language a browser asks for first. */
final class PreferredLanguage {
    private static final int LONGEST_HEADER = 256;

    private PreferredLanguage() {
    }

    /** "en" of {@code en-GB,en;q=0.9,de;q=0.8}; empty where none is named. @param header Accept-Language (RFC 9110, section 12.5.4), or null */
    static String of(String header) {
        if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
            return "";
        }
        try {
            String language = LanguageRange.parse(header).get(0).getRange().split("-", 2)[0];
            return language.matches("[a-z]{2,3}") ? language : "";
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
