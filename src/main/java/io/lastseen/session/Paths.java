package io.lastseen.session;

import java.net.URI;

/** The path of a URL that came from a browser, where no view told it. */
final class Paths {

    private Paths() {
    }

    static String of(String url) {
        try {
            String path = URI.create(url).getRawPath();
            return path == null || path.isEmpty() ? "/" : Indexed.text(path);
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
