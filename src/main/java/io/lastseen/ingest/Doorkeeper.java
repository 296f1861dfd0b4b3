package io.lastseen.ingest;

import io.lastseen.site.OriginPolicy;
import io.lastseen.site.Refusal;
import io.lastseen.site.Site;
import io.lastseen.site.Sites;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets in who has a site's write key and comes from one of its origins, while the site records. Never blocks. */
@ApplicationScoped
class Doorkeeper {

    sealed interface Answer {

        record Welcome(Site site) implements Answer {
        }

        /** @param site null where the write key names none */
        record Turned(String site, Refusal reason, String detail) implements Answer {
        }
    }

    private final Sites sites;
    private final OriginPolicy origins;

    Doorkeeper(Sites sites, OriginPolicy origins) {
        this.sites = sites;
        this.origins = origins;
    }

    /** As {@link #ask}, and a paused site is turned away too. */
    Answer askToRecord(HttpServerRequest request) {
        Answer answer = ask(request);
        if (answer instanceof Answer.Welcome welcome && welcome.site().paused()) {
            return new Answer.Turned(welcome.site().id(), Refusal.PAUSED, "Recording of this site is paused.");
        }
        return answer;
    }

    Answer ask(HttpServerRequest request) {
        String key = request.getParam("k");
        Optional<Site> site = key == null ? Optional.empty() : sites.byWriteKey(key);
        if (site.isEmpty()) {
            return new Answer.Turned(null, Refusal.WRONG_KEY,
                "No site has this write key. Copy the snippet anew from the site's page.");
        }
        if (!origins.allows(site.get(), originOf(request))) {
            return new Answer.Turned(site.get().id(), Refusal.ORIGIN_NOT_ALLOWED,
                "This origin is not among the site's allowed origins.");
        }
        return new Answer.Welcome(site.get());
    }

    /** A GET to the page's own host (doors proxied first-party) carries no Origin, but a Referer that tells it. */
    private static String originOf(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String referer = request.getHeader("Referer");
        if (origin != null || referer == null) {
            return origin;
        }
        int path = referer.indexOf('/', referer.indexOf("://") + 3);
        return path < 0 ? referer : referer.substring(0, path);
    }
}
