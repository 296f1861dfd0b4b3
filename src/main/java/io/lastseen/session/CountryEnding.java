package io.lastseen.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ending under which a brand has its countries: {@code .de}, {@code .com}, {@code .co.uk}, {@code .com.br}. A guess
 * by shape that is right for the few brands that {@code sources.csv} writes with {@code .*}.
 */
final class CountryEnding {
    private static final Pattern ENDING = Pattern.compile("(?:\\.(?:com?))?\\.[a-z]{2}$|\\.com$");

    private CountryEnding() {}

    /** With its leading dot; empty where there is none. */
    static String of(String host) {
        Matcher ending = ENDING.matcher(host);
        return ending.find() ? ending.group() : "";
    }
}
