package io.lastseen.recording.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Erases visitors who were there for demonstration only: as {@link Erasures} does, and nobody counts them any more. */
@ApplicationScoped
public class DemoErasure {
    private final Erasures erasures;

    DemoErasure(Erasures erasures) {
        this.erasures = erasures;
    }

    /** Empty where nothing of them is left. */
    public Uni<Optional<Erasure>> accept(String site, List<String> visitors) {
        return erasures.accept(new ErasureSubject(site, "demo", "", List.of(), visitors, visitors));
    }
}
