package io.lastseen.access;

/** Where to go after signing in: a path of this service, whatever was asked for. */
final class LocalPath {
    private LocalPath() {}

    /** The path with its query, or {@code /} where it could lead a browser elsewhere or round in a circle. */
    static String of(String wanted) {
        boolean local = wanted != null
                && wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.length() <= 2_000
                && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>')
                && !wanted.equals("/access")
                && !wanted.startsWith("/access?");
        return local ? wanted : "/";
    }
}
