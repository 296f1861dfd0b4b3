package io.lastseen.site;

import io.lastseen.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of sites, oldest first; {@code next} is the cursor of the page after it, or null. */
@Schema(name = "SiteList")
record SiteList(List<SiteView> items, String next) {

    static SiteList page(Collection<Site> all, String cursor, int limit, Function<Site, SiteView> view) {
        List<Site> sites = new ArrayList<>(all);
        int from = cursor == null ? 0 : indexOf(sites, cursor) + 1;
        int to = Math.min(sites.size(), from + limit);
        String next = to < sites.size() ? encode(sites.get(to - 1).id()) : null;
        return new SiteList(sites.subList(from, to).stream().map(view).toList(), next);
    }

    private static int indexOf(List<Site> sites, String cursor) {
        for (int i = 0; i < sites.size(); i++) {
            if (encode(sites.get(i).id()).equals(cursor)) {
                return i;
            }
        }
        throw Problem.of(400, "This cursor is not of this list. Begin again without one.").asException();
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
