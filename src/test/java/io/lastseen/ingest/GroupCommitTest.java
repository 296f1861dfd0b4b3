package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.ingest.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Duration APART = Duration.ofMillis(30);
    private final List<String> stored = new ArrayList<>();
    private final List<CompletableFuture<Void>> puts = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final List<String> poison = new ArrayList<>();
    private final List<Throwable> databaseFailures = new ArrayList<>();
    private final Map<Duration, Runnable> waiting = new HashMap<>();
    /** Runs at once; what is to wait, waits for the test. */
    private final Pace pace = new Pace() {
        @Override
        public void run(Runnable work) {
            work.run();
        }

        @Override
        public void after(Duration delay, Runnable work) {
            waiting.put(delay, work);
        }

        @Override
        public long millis() {
            return 0;
        }

        @Override
        public double jitter() {
            return 0;
        }
    };
    private int names;

    @Test
    void what_arrives_while_a_batch_is_stored_becomes_one_segment() {
        GroupCommit commit = commit(1);
        CompletionStage<Outcome> first = commit.submit(chunk("a", 0));
        CompletionStage<Outcome> second = commit.submit(chunk("b", 0));
        CompletionStage<Outcome> third = commit.submit(chunk("c", 0));

        puts.get(0).complete(null);
        puts.get(1).complete(null);

        assertThat(stored).containsExactly("segment-1", "segment-2");
        assertThat(written).containsExactly(1, 2);
        assertThat(List.of(first, second, third)).allSatisfy(one -> assertThat(now(one)).isEqualTo(new Outcome.Stored()));
    }

    @Test
    void the_next_object_does_not_wait_for_the_one_under_way() {
        GroupCommit commit = commit(2);
        CompletionStage<Outcome> first = commit.submit(chunk("a", 0));
        CompletionStage<Outcome> second = commit.submit(chunk("b", 0));
        CompletionStage<Outcome> third = commit.submit(chunk("c", 0));

        assertThat(stored).containsExactly("segment-1", "segment-2");
        puts.get(1).complete(null);
        assertThat(now(second)).isEqualTo(new Outcome.Stored());
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(stored).containsExactly("segment-1", "segment-2", "segment-3");
        assertThat(third.toCompletableFuture()).isNotDone();
    }

    @Test
    void whoever_comes_while_a_batch_waits_for_company_is_in_its_object() {
        GroupCommit commit = new GroupCommit((name, parts) -> Uni.createFrom().voidItem(), this::write,
            new TestCommitSettings(2, 2_000, Duration.ofMillis(200)), () -> "segment-" + ++names, pace);
        CompletionStage<Outcome> last = commit.submit(chunk("a", 0));
        for (int i = 1; i < 5; i++) {
            last = commit.submit(chunk("a", i));
        }

        assertThat(written).isEmpty();
        waiting.get(Duration.ofMillis(200)).run();
        assertThat(now(last)).isEqualTo(new Outcome.Stored());
        assertThat(written).containsExactly(5);
    }

    @Test
    void beside_others_a_batch_goes_when_it_is_worth_an_object() {
        GroupCommit commit = apart(APART);
        for (int i = 0; i < 64; i++) {
            commit.submit(chunk("a", i));
        }
        assertThat(stored).containsExactly("segment-1");
        commit.submit(chunk("a", 64));

        puts.forEach(put -> put.complete(null));
        assertThat(written).containsExactly(1, 64);
    }

    @Test
    void a_small_one_beside_others_goes_a_moment_after_them() {
        GroupCommit commit = apart(APART);
        commit.submit(chunk("a", 0));
        commit.submit(chunk("b", 0));

        assertThat(stored).hasSize(1);
        assertThat(waiting).containsOnlyKeys(APART);
        waiting.get(APART).run();
        assertThat(stored).hasSize(2);
    }

    @Test
    void a_small_one_goes_as_soon_as_those_beside_it_are_done() {
        GroupCommit commit = apart(APART);
        commit.submit(chunk("a", 0));
        commit.submit(chunk("b", 0));
        puts.get(0).complete(null);
        assertThat(stored).hasSize(2);

        waiting.get(APART).run();
        assertThat(stored).hasSize(2);
    }

    @Test
    void nothing_is_acknowledged_before_the_object_is_stored() {
        CompletionStage<Outcome> outcome = commit(1).submit(chunk("a", 0));

        assertThat(outcome.toCompletableFuture()).isNotDone();
        assertThat(written).isEmpty();
        puts.get(0).complete(null);
        assertThat(now(outcome)).isEqualTo(new Outcome.Stored());
    }

    @Test
    void signals_alone_make_no_object() {
        Outcome outcome = now(commit(1).submit(signals("a")));

        assertThat(outcome).isEqualTo(new Outcome.Stored());
        assertThat(stored).isEmpty();
    }

    @Test
    void a_value_the_database_refuses_costs_nobody_else_their_chunk() {
        poison.add("bad");
        GroupCommit commit = commit(1);
        CompletionStage<Outcome> warm = commit.submit(chunk("warm", 0));
        List<CompletionStage<Outcome>> good = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            good.add(commit.submit(chunk("good" + i, 0)));
        }
        CompletionStage<Outcome> bad = commit.submit(chunk("bad", 0));
        puts.get(0).complete(null);
        puts.get(1).complete(null);

        assertThat(now(warm)).isEqualTo(new Outcome.Stored());
        assertThat(good).allSatisfy(one -> assertThat(now(one)).isEqualTo(new Outcome.Stored()));
        assertThat(now(bad)).isInstanceOf(Outcome.Unstorable.class);
    }

    @Test
    void a_deadlock_is_met_with_the_same_rows_again() {
        databaseFailures.add(new PgException("deadlock detected", "ERROR", "40P01", ""));
        CompletionStage<Outcome> outcome = commit(1).submit(chunk("a", 0));
        puts.get(0).complete(null);
        assertThat(outcome.toCompletableFuture()).isNotDone();
        waiting.values().forEach(Runnable::run);

        assertThat(now(outcome)).isEqualTo(new Outcome.Stored());
        assertThat(stored).containsExactly("segment-1");
    }

    @Test
    void the_same_chunk_twice_in_a_batch_is_stored_once_and_other_bytes_conflict() {
        GroupCommit commit = commit(1);
        commit.submit(chunk("warm", 0));
        CompletionStage<Outcome> first = commit.submit(chunk("a", 0));
        CompletionStage<Outcome> again = commit.submit(chunk("a", 0));
        CompletionStage<Outcome> other = commit.submit(chunk("a", 0, new byte[] {9, 9, 9}));
        puts.get(0).complete(null);
        puts.get(1).complete(null);

        assertThat(now(first)).isEqualTo(new Outcome.Stored());
        assertThat(now(again)).isEqualTo(new Outcome.Duplicate());
        assertThat(now(other)).isEqualTo(new Outcome.Conflict());
    }

    private GroupCommit apart(Duration apart) {
        return new GroupCommit(this::put, this::write, new TestCommitSettings(4, 2_000, Duration.ZERO, apart), () -> "segment-" + ++names, pace);
    }

    private GroupCommit commit(int inFlight) {
        return new GroupCommit(this::put, this::write, new TestCommitSettings(inFlight, 2_000, Duration.ZERO), () -> "segment-" + ++names, pace);
    }

    private Uni<Void> put(String name, List<Buffer> parts) {
        stored.add(name);
        CompletableFuture<Void> put = new CompletableFuture<>();
        puts.add(put);
        return Uni.createFrom().completionStage(put);
    }

    /** Stands for PostgreSQL, which {@link DoorsTest} has for real: what matters here is when and with what it is called. */
    private Uni<List<Outcome>> write(IndexRows rows) {
        if (!databaseFailures.isEmpty()) {
            return Uni.createFrom().failure(databaseFailures.remove(0));
        }
        if (rows.documents().stream().anyMatch(document -> poison.contains(document.visitor()))) {
            return Uni.createFrom().failure(new PgException("invalid value", "ERROR", "22P05", ""));
        }
        written.add(rows.size());
        return Uni.createFrom().item(rows.outcomes(rows.answers(
            java.util.Collections.nCopies(rows.size(), new IndexStatement.ChunkAnswer(true, false, false, null)))));
    }

    private static Outcome now(CompletionStage<Outcome> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    private static Arrival chunk(String visitor, int sequence) {
        return chunk(visitor, sequence, new byte[] {1, 2, 3});
    }

    private static Arrival chunk(String visitor, int sequence, byte[] bytes) {
        return new Arrival(document(visitor), Optional.of(new ArrivingChunk(sequence, 1, 0, 1, true, bytes, bytes, 1)), List.of(), Urgency.SOON);
    }

    private static Arrival signals(String visitor) {
        return new Arrival(document(visitor), Optional.empty(), List.of(new ArrivingEvidence(1, "load", 0, 0, true, "{}")), Urgency.NOW);
    }

    private static ArrivingDocument document(String visitor) {
        return new ArrivingDocument("site", "document-" + visitor, visitor, "tab", 0, Caller.UNKNOWN, 0);
    }
}
