package io.lastseen.site;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The demo shop's pages with the site's snippet filled in, by clean path below {@code /demo/}: {@code ""}, {@code guide},
 * {@code products/tack-hammer}.
 *
 * <p>A page's source is either a whole document or, in most cases, a head part (title, description) followed by
 * {@code <main>}, to be set into {@code _layout.html}.
 */
record DemoPages(String snippet, Map<String, DemoFile> pages) {

    private static final String SNIPPET = "<!-- snippet -->";

    /** A part of the shop whose routes live in the browser: every path below it is the same document. */
    private static final String CLIENT_ROUTED = "fabrics";

    static DemoPages of(Map<String, String> sources, String layout, String snippet) {
        Map<String, DemoFile> pages = new HashMap<>();
        sources.forEach((name, source) ->
                pages.put(path(name), DemoFile.html(whole(source, layout).replace(SNIPPET, snippet))));
        return new DemoPages(snippet, Map.copyOf(pages));
    }

    Optional<DemoFile> find(String path) {
        return Optional.ofNullable(pages.get(path.startsWith(CLIENT_ROUTED + "/") ? CLIENT_ROUTED : path));
    }

    DemoFile notFound() {
        return pages.get("404");
    }

    private static String path(String name) {
        String path = name.substring(0, name.length() - ".html".length());
        return path.equals("index") ? "" : path;
    }

    private static String whole(String source, String layout) {
        int main = source.indexOf("<main");
        if (source.startsWith("<!doctype") || main < 0) {
            return source;
        }
        return layout.replace("<!-- head -->", source.substring(0, main).strip())
                .replace("<!-- main -->", source.substring(main).strip());
    }
}
