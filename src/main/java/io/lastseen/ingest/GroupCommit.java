package io.lastseen.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Commits arrivals together: while one batch is being stored, the next is collected.
 *
 * <p>One PUT per chunk costs ten times the throughput, and at 60 PUTs a session most of the storage bill. So the chunks of
 * many sessions become one segment object, then one statement writes all rows, then all are acknowledged. The object comes
 * first: an orphan object is harmless, a row without bytes is not. There is no timer unless a linger is set: the batch grows
 * by itself as long as the stores take.
 *
 * <p>A batch is detached from the requests it came from: a browser that goes away after its last byte was read is stored.
 */
final class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    /** Stores a sealed batch's segment; completes once it is durable. */
    interface Segments {
        Uni<Void> store(String name, List<Buffer> parts);
    }

    /** Writes rows; see {@link IndexStatement#write}. */
    interface Index {
        Uni<List<Outcome>> write(IndexRows rows);
    }

    private final Segments segments;
    private final Index index;
    private final CommitSettings settings;
    private final Supplier<String> names;
    private final Executor executor;
    private final Object lock = new Object();
    private final Deque<Batch.Open> open = new ArrayDeque<>(List.of(new Batch.Open()));
    private int inFlight;
    /** A batch waits for company: what arrives meanwhile joins it, and asks for no object of its own. */
    private boolean lingering;

    /** @param executor runs what takes CPU (sealing) off the event loops */
    GroupCommit(Segments segments, Index index, CommitSettings settings, Supplier<String> names, Executor executor) {
        this.segments = segments;
        this.index = index;
        this.settings = settings;
        this.names = names;
        this.executor = executor;
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
        synchronized (lock) {
            if (lingering || inFlight >= settings.inFlight() || open.getFirst().isEmpty()) {
                return;
            }
            inFlight++;
            lingering = !settings.linger().isZero();
        }
        if (settings.linger().isZero()) {
            executor.execute(this::commitNext);
        } else {
            CompletableFuture.delayedExecutor(settings.linger().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS, executor)
                .execute(this::commitNext);
        }
    }

    private void commitNext() {
        Batch.Open next;
        synchronized (lock) {
            lingering = false;
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

    private Uni<Void> commit(Batch.Open batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Batch.Sealed sealed = batch.seal(names);
        Uni<Void> stored = sealed.segment().map(s -> segments.store(sealed.name(), s.parts())).orElse(Uni.createFrom().voidItem());
        return patiently(stored, failure -> true)
            .map(done -> sealed.stored())
            .flatMap(safe -> write(safe.waiting(), positions(safe), safe.name()).map(safe::indexed))
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

    /** A value PostgreSQL will never take is searched by halving, so that it costs nobody else their chunk. */
    private Uni<List<Outcome>> write(List<Batch.Waiting> waiting, List<Integer> positions, String segment) {
        IndexRows rows = new IndexRows(waiting.stream().map(Batch.Waiting::arrival).toList(), positions, segment);
        return patiently(Uni.createFrom().deferred(() -> index.write(rows)), failure -> !isDataError(failure))
            .onFailure(GroupCommit::isDataError).recoverWithUni(failure -> {
                if (waiting.size() == 1) {
                    LOG.warnf("PostgreSQL refused the values of one message: %s", failure.getMessage());
                    return Uni.createFrom().item(Collections.singletonList(new Outcome.Unstorable("The database refused these values.")));
                }
                int half = waiting.size() / 2;
                return write(waiting.subList(0, half), positions.subList(0, half), segment)
                    .flatMap(first -> write(waiting.subList(half, waiting.size()), positions.subList(half, waiting.size()), segment)
                        .map(second -> {
                            List<Outcome> both = new ArrayList<>(first);
                            both.addAll(second);
                            return both;
                        }));
            });
    }

    /** Both steps may be repeated with the same bytes and rows: the name is fixed, and rows that stand are left alone. */
    private <T> Uni<T> patiently(Uni<T> step, java.util.function.Predicate<Throwable> worthIt) {
        return step.onFailure(worthIt).retry().withBackOff(FIRST_RETRY, LAST_RETRY).expireIn(settings.deadline().toMillis());
    }

    /** SQLSTATE class 22 is data, 23 integrity; 23514 is a partition that is missing, which the keeper of partitions mends. */
    private static boolean isDataError(Throwable failure) {
        return failure instanceof PgException e && e.getSqlState() != null && !e.getSqlState().equals("23514")
            && (e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23"));
    }
}
