package io.lastseen.recording.asset;

import io.lastseen.Backlog;
import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectRemover;
import io.lastseen.recording.store.StoredObject;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes contents that nothing refers to, once they are older than the grace time: their rows are marked, which keeps new
 * references away, then the object goes, then the row. A sweep that broke off is finished by the next one.
 */
@ApplicationScoped
public class AssetSweep {
    private static final Logger LOG = Logger.getLogger(AssetSweep.class);
    private static final int PAGE = 500;
    private final SweptRows rows;
    private final ReferenceSweep references;
    private final ObjectLister objects;
    private final ObjectRemover remover;
    private final Clock clock;
    private final Duration grace;

    AssetSweep(SweptRows rows, ReferenceSweep references, ObjectLister objects, ObjectRemover remover, Clock clock, AssetSettings settings) {
        this.rows = rows;
        this.references = references;
        this.objects = objects;
        this.remover = remover;
        this.clock = clock;
        this.grace = settings.grace();
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> fromTimeToTime() {
        return sweep().onFailure().invoke(failure -> LOG.warnf("Contents nobody refers to stay for now (%s)", failure))
            .onFailure().recoverWithNull();
    }

    /** One replica sweeps at a time: what one removes, another could have been told to keep since. */
    public Uni<Void> sweep() {
        return rows.alone(() -> rows.mark(grace).chain(this::removeMarked).chain(this::orphans)
            .chain(() -> references.sweep(grace)));
    }

    private Uni<Void> removeMarked() {
        return Backlog.workOff(() -> rows.marked(PAGE).flatMap(marked -> Multi.createFrom().iterable(marked)
            .onItem().transformToUniAndConcatenate(one -> remover.remove(Content.nameOf(one.site(), one.sha256()))
                .chain(() -> rows.remove(one)))
            .collect().last().map(last -> !marked.isEmpty())));
    }

    /** Objects without a row: a put whose row was never written. They get a marked row first, as if they had one. */
    private Uni<Void> orphans() {
        return objects.pages("assets/", PAGE).onItem().transformToUniAndConcatenate(page -> {
            List<SweptRows.Marked> old = page.stream()
                .filter(object -> object.storedAt().isBefore(clock.instant().minus(grace))).map(StoredObject::name)
                .flatMap(name -> SweptRows.Marked.of(name).stream()).toList();
            return rows.markOrphans(old).chain(this::removeMarked);
        }).collect().last();
    }
}
