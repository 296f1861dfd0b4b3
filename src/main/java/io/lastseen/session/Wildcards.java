package io.lastseen.session;

/** Texts with {@code *} as regular expressions of PostgreSQL, which matches them without backtracking. */
public final class Wildcards {
    private static final String SPECIAL = "\\.[]{}()+?^$|*-&~#<>=!:";

    private Wildcards() {}

    /**
     * {@code *} within a segment is any text without a slash; at the end it is any rest, slashes and all. Where it is a
     * segment's whole name there must be one: {@code /products/*} is not {@code /products/}.
     */
    public static String ofPath(String path) {
        StringBuilder regex = new StringBuilder("^");
        for (int i = 0; i < path.length(); i++) {
            boolean last = i == path.length() - 1;
            if (path.charAt(i) != '*') {
                literal(regex, path.charAt(i));
            } else {
                boolean wholeSegment = path.charAt(i - 1) == '/' && (last || path.charAt(i + 1) == '/');
                regex.append(last ? "." : "[^/]").append(wholeSegment ? '+' : '*');
            }
        }
        return regex.append('$').toString();
    }

    /** {@code *} is any text; case makes no difference, nor does how words are spaced. */
    public static String ofLabel(String label) {
        StringBuilder regex = new StringBuilder("(?i)^\\s*");
        for (char c : label.strip().replaceAll("\\s+", " ").toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case ' ' -> regex.append("\\s+");
                default -> literal(regex, c);
            }
        }
        return regex.append("\\s*$").toString();
    }

    private static void literal(StringBuilder regex, char c) {
        if (SPECIAL.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }
}
