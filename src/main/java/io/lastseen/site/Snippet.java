package io.lastseen.site;

/** What an owner pastes into the head of every page: calls wait in a queue until the script is there. */
final class Snippet {
    private static final String TEXT = """
            <script>
            window.lastseen=window.lastseen||["identify","track","stop","start","optOut","signOut","debug"].reduce(function(l,m){\
            l[m]=function(){l.q.push([m,arguments])};return l},{q:[]});
            </script>
            <script async src="%s/lastseen.js" data-site="%s"%s></script>
            """;

    private Snippet() {}

    /** With the doors where the script expects them. */
    static String of(Site site, String baseUrl) {
        return of(site, baseUrl, DoorsPrefix.DEFAULT);
    }

    /** @param doors named only where they are not where the script expects them */
    static String of(Site site, String baseUrl, String doors) {
        String elsewhere = doors.equals(DoorsPrefix.DEFAULT) ? "" : " data-prefix=\"" + doors + "\"";
        return TEXT.formatted(baseUrl, site.writeKey(), elsewhere);
    }
}
