package io.lastseen.recording.archive;

import io.lastseen.Backlog;
import io.lastseen.recording.archive.ArchiveQueue.Due;
import io.lastseen.recording.archive.ArchiveQueue.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Works off what is due to be archived. Replicas share the work by claims. */
@ApplicationScoped
class ArchiveRound {
    private static final Logger LOG = Logger.getLogger(ArchiveRound.class);
    private static final int BATCH = 64;
    /** Looking for documents that nobody looks after is worth less often: they were silent for a day. */
    private static final int FORGOTTEN_EVERY = 12;
    private final ArchiveQueue queue;
    private final Archiver archiver;
    private final Leftovers leftovers;
    private final ArchiveSettings settings;
    private final AtomicInteger rounds = new AtomicInteger();

    ArchiveRound(ArchiveQueue queue, Archiver archiver, Leftovers leftovers, ArchiveSettings settings) {
        this.queue = queue;
        this.archiver = archiver;
        this.leftovers = leftovers;
        this.settings = settings;
    }

    /** Until nothing more is due, or {@code enough}. Fails where PostgreSQL does not answer; then it stays due. */
    Uni<Void> go(BooleanSupplier enough) {
        Uni<Void> forgotten = rounds.getAndIncrement() % FORGOTTEN_EVERY == 0 ? queue.addForgotten(settings.silence()) : Uni.createFrom().voidItem();
        return forgotten.chain(() -> all(Kind.DOCUMENT, Duration.ZERO, leftovers::lookAfter, enough))
            .chain(() -> all(Kind.SESSION, settings.after(), archiver::archive, enough));
    }

    /** Until a batch was not full, so that a backlog does not wait for the next round. */
    private Uni<Void> all(Kind kind, Duration after, Function<Due, Uni<Void>> work, BooleanSupplier enough) {
        return Backlog.workOff(() -> queue.claim(kind, after, BATCH).flatMap(due -> Multi.createFrom().iterable(due)
            .onItem().transformToUni(one -> alone(one, work)).merge(settings.atOnce()).collect().last()
            .map(last -> due.size() == BATCH && !enough.getAsBoolean())));
    }

    /** One that cannot be worked on must not hold up the others. */
    private Uni<Void> alone(Due due, Function<Due, Uni<Void>> work) {
        return Uni.createFrom().deferred(() -> work.apply(due)).onFailure().recoverWithUni(failure -> {
            LOG.errorf("The %s %s of site %s could not be archived, it is tried again later: %s", due.kind().text(), due.id(), due.site(), failure);
            return queue.failed(due);
        });
    }
}
