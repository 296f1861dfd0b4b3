package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What a conversion is on a site is known to whoever keeps its goals. */
public interface KnownGoals {

    /** Done when table {@code conversion} has the goals that there are now. @param site empty: those of all sites */
    Uni<Void> upToDate(Optional<String> site);
}
