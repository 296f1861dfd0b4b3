package io.lastseen.metrics;

import io.lastseen.session.SessionLookup;
import io.lastseen.session.SessionPage;
import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Lists the sessions that a number counts, as all lists of sessions have them. */
@ApplicationScoped
class FoundSessions {
    private final SessionLookup lookup;

    FoundSessions(SessionLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * A page may be short, where sessions were erased since: they are counted still.
     *
     * @param found newest first, one more than the page holds, where there are more
     */
    Uni<SessionPage> page(String site, List<TimeCursor> found, int limit) {
        return page(Optional.of(site), found, limit);
    }

    /** The same of whatever sites, where none is named. */
    Uni<SessionPage> page(Optional<String> site, List<TimeCursor> found, int limit) {
        boolean more = found.size() > limit;
        List<TimeCursor> page = more ? found.subList(0, limit) : found;
        return lookup.some(site, page.stream().map(TimeCursor::id).toList())
                .map(sessions -> new SessionPage(sessions, more ? page.get(limit - 1).text() : null));
    }
}
