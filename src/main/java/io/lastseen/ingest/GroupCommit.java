package io.lastseen.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Commits arrivals together: while one batch is being stored, the next is collected.
 *
 * <p>One PUT per chunk costs ten times the throughput, and at 60 PUTs a session most of the storage bill. So the chunks of
 * many sessions become one segment object, then one statement writes all rows, then all are acknowledged. The object comes
 * first: an orphan object is harmless, a row without bytes is not. The first of a quiet time goes at once. Beside others the
 * next one waits until it is worth an object, or for a moment: many small ones at a time cost the stores more than they hurry.
 *
 * <p>A batch is detached from the requests it came from: a browser that goes away after its last byte was read is stored.
 */
final class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    /** Stores a sealed batch's segment; completes once it is durable. */
    interface Segments {
        Uni<Void> store(String name, List<Buffer> parts);
    }

    /** Writes rows; see {@link IndexStatement#write}. */
    interface Index {
        Uni<List<Outcome>> write(IndexRows rows);
    }

    /** Arrivals: so many share the cost of an object and a statement that twice as many are hardly cheaper. */
    private static final int WORTH_AN_OBJECT = 64;
    private final Segments segments;
    private final Index index;
    private final CommitSettings settings;
    private final Supplier<String> names;
    private final Pace pace;
    private final Patience patience;
    private final Object lock = new Object();
    private final Deque<Batch.Open> open = new ArrayDeque<>(List.of(new Batch.Open()));
    /** Batches that are being stored, and one that waits for company. */
    private int inFlight;
    /** When the last batch was told to go, by {@link Pace#millis()}. */
    private long wentAt;
    /** Stands for a batch that waits for company: what arrives meanwhile joins it, and asks for no object of its own. Null where none does. */
    private Object company;

    GroupCommit(Segments segments, Index index, CommitSettings settings, Supplier<String> names, Pace pace) {
        this.segments = segments;
        this.index = index;
        this.settings = settings;
        this.names = names;
        this.pace = pace;
        this.patience = new Patience(pace, settings.deadline());
    }

    /** Completes when the arrival is durable or refused; never exceptionally. */
    CompletionStage<Outcome> submit(Arrival arrival) {
        CompletableFuture<Outcome> outcome;
        synchronized (lock) {
            if (open.getLast().isFull(settings.segmentBytes(), settings.batchArrivals())) {
                open.addLast(new Batch.Open());
            }
            outcome = open.getLast().add(arrival);
        }
        start();
        return outcome;
    }

    private void start() {
        Duration wait;
        Object waiting;
        synchronized (lock) {
            if (open.getFirst().isEmpty() || company == null && inFlight >= settings.inFlight()) {
                return;
            }
            wait = wait(open.getFirst());
            if (company == null) {
                inFlight++;
            } else if (!wait.isZero()) {
                return;
            }
            waiting = wait.isZero() ? null : new Object();
            company = waiting;
            if (wait.isZero()) {
                wentAt = pace.millis();
            }
        }
        if (wait.isZero()) {
            pace.run(this::commitNext);
        } else {
            pace.after(wait, () -> commitIfStillWaiting(waiting));
        }
    }

    private void commitIfStillWaiting(Object waiting) {
        synchronized (lock) {
            if (company != waiting) {
                return;
            }
            company = null;
            wentAt = pace.millis();
        }
        commitNext();
    }

    private Duration wait(Batch.Open next) {
        boolean small = next.size() < WORTH_AN_OBJECT && !next.isFull(settings.segmentBytes(), settings.batchArrivals());
        boolean besideOthers = inFlight > (company == null ? 0 : 1);
        Duration apart = small && besideOthers ? settings.apart().minusMillis(pace.millis() - wentAt) : Duration.ZERO;
        return Stream.of(settings.linger(), apart, Duration.ZERO).max(Comparator.naturalOrder()).get();
    }

    private void commitNext() {
        Batch.Open next;
        synchronized (lock) {
            next = open.removeFirst();
            if (open.isEmpty()) {
                open.addLast(new Batch.Open());
            }
        }
        start();
        commit(next).subscribe().with(done -> finished(), failure -> {
            LOG.error("A batch ended in a way nobody foresaw", failure);
            finished();
        });
    }

    private void finished() {
        synchronized (lock) {
            inFlight--;
        }
        start();
    }

    /** Both steps may be repeated with the same bytes and rows: the name is fixed, and rows that stand are left alone. */
    private Uni<Void> commit(Batch.Open batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Batch.Sealed sealed = batch.seal(names);
        Uni<Void> stored = sealed.segment().map(s -> segments.store(sealed.name(), s.parts())).orElse(Uni.createFrom().voidItem());
        return patience.repeat(stored, failure -> true)
            .map(done -> sealed.stored())
            .flatMap(safe -> write(safe).map(safe::indexed))
            .invoke(Batch.Indexed::answer)
            .onFailure().invoke(failure -> {
                LOG.warnf("A batch of %d could not be stored: %s", sealed.waiting().size(), failure.toString());
                Outcome outcome = new Outcome.Unavailable(failure.toString());
                sealed.waiting().forEach(one -> one.outcome().complete(outcome));
            })
            .onFailure().recoverWithNull()
            .replaceWithVoid();
    }

    private static List<Integer> positions(Batch.Stored batch) {
        List<Integer> positions = new ArrayList<>(batch.waiting().size());
        int next = 0;
        for (Batch.Waiting one : batch.waiting()) {
            positions.add(one.arrival().chunk().isPresent() ? batch.positions().get(next++) : 0);
        }
        return positions;
    }

    private Uni<List<Outcome>> write(Batch.Stored batch) {
        return Halving.write(batch.waiting().stream().map(Batch.Waiting::arrival).toList(), positions(batch), batch.name(),
            rows -> patience.repeat(Uni.createFrom().deferred(() -> index.write(rows)), failure -> !Halving.isDataError(failure)));
    }
}
