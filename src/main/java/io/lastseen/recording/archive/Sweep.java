package io.lastseen.recording.archive;

import io.lastseen.Duty;
import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectRemover;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lists the store and removes what nobody needs: segments whose sessions are archived, earlier generations, and objects that
 * never got rows. Rows go first: an object without rows is found again, a row without its object would be a loss.
 */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int PAGE = 1000;
    private static final int AT_ONCE = 8;
    private final ObjectLister lister;
    private final ObjectRemover remover;
    private final ObjectOwners owners;
    private final ArchiveSettings settings;
    private final Clock clock;
    private final Vertx vertx;
    private final Duty duty;

    Sweep(ObjectLister lister, ObjectRemover remover, ObjectOwners owners, ArchiveSettings settings, Clock clock, Vertx vertx, Duty duty) {
        this.lister = lister;
        this.remover = remover;
        this.owners = owners;
        this.settings = settings;
        this.clock = clock;
        this.vertx = vertx;
        this.duty = duty;
    }

    /** What is known of a kind of objects, and how rows of it go. */
    private record Kind(String prefix, Function<List<ObjectName>, Uni<Map<ObjectName, SweepPlan.Owner>>> owners,
                        Function<List<ObjectName>, Uni<List<ObjectName>>> forget) {
    }

    void start(@Observes StartupEvent starting) {
        if (!duty.serving()) {
            return;
        }
        vertx.setPeriodic(settings.sweep().toMillis(), tick -> Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor())
            .chain(() -> owners.takeTurn("sweep", settings.sweep().dividedBy(2)))
            .chain(mine -> mine ? sweep() : Uni.createFrom().item(0))
            .subscribe().with(removed -> {
                if (removed > 0) {
                    LOG.debugf("%d objects were removed that nobody needs", removed);
                }
            }, failure -> LOG.warnf("The object store could not be swept, it is tried again: %s", failure)));
    }

    /** Once through the store. @return how many objects were removed */
    Uni<Integer> sweep() {
        Duration grace = settings.grace();
        Kind segments = new Kind("segments/", owners::ofSegments, names -> owners.forgetSegments(names, grace));
        Kind archives = new Kind(ArchiveNames.PREFIX, owners::ofArchives, names -> owners.forgetArchives(names, grace));
        return sweep(segments, Optional.empty(), 0).flatMap(removed -> sweep(archives, Optional.empty(), removed));
    }

    private Uni<Integer> sweep(Kind kind, Optional<ObjectName> after, int before) {
        return lister.list(kind.prefix(), after, PAGE).flatMap(page -> remove(kind, page).flatMap(removed -> page.size() < PAGE
            ? Uni.createFrom().item(before + removed)
            : sweep(kind, Optional.of(page.get(page.size() - 1).name()), before + removed)));
    }

    private Uni<Integer> remove(Kind kind, List<StoredObject> page) {
        return kind.owners().apply(page.stream().map(StoredObject::name).toList())
            .map(known -> SweepPlan.removable(page, known, clock.instant(), settings.grace()))
            .flatMap(names -> names.isEmpty() ? Uni.createFrom().item(List.<ObjectName>of()) : kind.forget().apply(names))
            .flatMap(names -> Multi.createFrom().iterable(names).onItem().transformToUni(remover::remove).merge(AT_ONCE)
                .collect().last().replaceWith(names.size()));
    }
}
