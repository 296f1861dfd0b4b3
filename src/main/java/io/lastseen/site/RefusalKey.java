package io.lastseen.site;

import java.util.Comparator;

/** What is counted as one. Texts come from strangers: control characters are gone and length is bounded. */
record RefusalKey(String site, Refusal reason, String origin, String detail) implements Comparable<RefusalKey> {
    /** Of refusals that no site can be named for. */
    static final String NO_SITE = "";

    private static final int LONGEST_TEXT = 200;

    /** The same on every replica, so that their statements lock rows in one order. */
    private static final Comparator<RefusalKey> ORDER = Comparator.comparing(RefusalKey::site)
            .thenComparing(RefusalKey::reason)
            .thenComparing(RefusalKey::origin)
            .thenComparing(RefusalKey::detail);

    RefusalKey {
        origin = clean(origin);
        detail = clean(detail);
    }

    @Override
    public int compareTo(RefusalKey other) {
        return ORDER.compare(this, other);
    }

    private static String clean(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF))
                .limit(LONGEST_TEXT)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
