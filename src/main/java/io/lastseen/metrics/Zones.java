package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.site.Site;
import io.lastseen.site.Sites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** In which zone days begin: the one that is asked for, else the site's, else UTC. */
@ApplicationScoped
class Zones {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Sites sites;

    Zones(Sites sites) {
        this.sites = sites;
    }

    /** @throws io.lastseen.problem.ProblemException 400 where there is no such zone */
    ZoneId of(Optional<String> asked, Optional<String> site) {
        return asked.filter(id -> !id.isBlank())
                .map(Zones::known)
                .or(() -> site.flatMap(sites::byId).map(Site::timeZone))
                .orElse(UTC);
    }

    /** Offsets such as +02:00 are none: PostgreSQL reads their signs the other way round. */
    private static ZoneId known(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw Problem.ofFields(List.of(new FieldError("zone", "is a time zone such as Europe/Berlin, not '" + id + "'")))
                    .asException();
        }
        return ZoneId.of(id);
    }
}
