package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.site.Sites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Refuses a site that is asked for and is none. */
@ApplicationScoped
class KnownSite {
    private final Sites sites;

    KnownSite(Sites sites) {
        this.sites = sites;
    }

    boolean exists(String id) {
        return sites.byId(id).isPresent();
    }

    /** @throws io.lastseen.problem.ProblemException 404 */
    Optional<String> check(Optional<String> id) {
        Optional<String> asked = id.filter(text -> !text.isBlank());
        asked.filter(site -> !exists(site)).ifPresent(site -> {
            throw Problem.of(404, "There is no site " + site + ". /api/v1/sites lists them.").asException();
        });
        return asked;
    }
}
