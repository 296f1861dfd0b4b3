package io.lastseen.recording.archive;

import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectRemover;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists the store and removes what nobody needs: segments whose sessions are archived, earlier generations, and objects that
 * never got rows. Rows go first: an object without rows is found again, a row without its object would be a loss.
 */
@ApplicationScoped
class Sweep {
    private static final int PAGE = 1000;
    private static final int AT_ONCE = 8;
    private final ObjectLister lister;
    private final ObjectRemover remover;
    private final ObjectOwners owners;
    private final ArchiveSettings settings;
    private final Clock clock;

    Sweep(ObjectLister lister, ObjectRemover remover, ObjectOwners owners, ArchiveSettings settings, Clock clock) {
        this.lister = lister;
        this.remover = remover;
        this.owners = owners;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is known of a kind of objects, and how rows of it go. */
    private record Kind(String prefix, Function<List<ObjectName>, Uni<Map<ObjectName, SweepPlan.Owner>>> owners,
                        Function<List<ObjectName>, Uni<List<ObjectName>>> forget) {
    }

    /** Once through the store. @return how many objects were removed */
    Uni<Integer> sweep() {
        Duration grace = settings.grace();
        Kind segments = new Kind("segments/", owners::ofSegments, names -> owners.forgetSegments(names, grace));
        Kind archives = new Kind(ArchiveNames.PREFIX, owners::ofArchives, names -> owners.forgetArchives(names, grace));
        return sweep(segments).flatMap(removed -> sweep(archives).map(more -> removed + more));
    }

    private Uni<Integer> sweep(Kind kind) {
        return lister.pages(kind.prefix(), PAGE).onItem().transformToUniAndConcatenate(page -> remove(kind, page))
            .collect().with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Integer> remove(Kind kind, List<StoredObject> page) {
        return kind.owners().apply(page.stream().map(StoredObject::name).toList())
            .map(known -> SweepPlan.removable(page, known, clock.instant(), settings.grace()))
            .flatMap(names -> names.isEmpty() ? Uni.createFrom().item(List.<ObjectName>of()) : kind.forget().apply(names))
            .flatMap(names -> Multi.createFrom().iterable(names).onItem().transformToUni(remover::remove).merge(AT_ONCE)
                .collect().last().replaceWith(names.size()));
    }
}
