package io.lastseen.site;

import io.lastseen.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Refuses a site that is asked for and is none. */
@ApplicationScoped
public class KnownSite {
    private final Sites sites;

    KnownSite(Sites sites) {
        this.sites = sites;
    }

    public boolean exists(String id) {
        return sites.byId(id).isPresent();
    }

    /** @throws io.lastseen.problem.ProblemException 404 */
    public void require(String id) {
        if (!exists(id)) {
            throw Problem.of(404, "There is no site " + id + ". /api/v1/sites lists them.").asException();
        }
    }

    /**
     * The site that is asked for, if any; a blank one is none.
     *
     * @throws io.lastseen.problem.ProblemException 404
     */
    public Optional<String> check(Optional<String> id) {
        Optional<String> asked = id.filter(text -> !text.isBlank());
        asked.ifPresent(this::require);
        return asked;
    }
}
