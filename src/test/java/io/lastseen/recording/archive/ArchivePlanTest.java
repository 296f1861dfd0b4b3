package io.lastseen.recording.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.recording.archive.SweepPlan.Owner;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is archived next, what is let go, and what may be removed. */
class ArchivePlanTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void a_session_without_an_archive_gets_its_first_generation_in_the_order_of_storing() {
        assertThat(ArchivePlan.of(Optional.empty(), List.of(row(1), row(0)), 3, ErasedSpans.NONE, false))
            .isEqualTo(new ArchivePlan.Write(1, List.of(row(1), row(0))));
    }

    @Test
    void what_is_late_comes_behind_what_is_archived() {
        ArchivePlan.Write next = (ArchivePlan.Write) ArchivePlan.of(written(3, 1, 0), List.of(row(0), row(1), row(2)), 3, ErasedSpans.NONE, false);

        assertThat(next.generation()).isEqualTo(2);
        assertThat(next.chunks()).extracting(SourceChunk::object).containsExactly("archives/a", "archives/a", "segments/s");
        assertThat(next.chunks()).extracting(one -> one.chunk().sequence()).containsExactly(1, 0, 2);
    }

    @Test
    void an_amended_session_is_archived_anew_and_one_that_has_not_changed_is_not() {
        assertThat(ArchivePlan.of(written(3, 0), List.of(row(0)), 4, ErasedSpans.NONE, false)).isInstanceOf(ArchivePlan.Write.class);
        assertThat(ArchivePlan.of(written(3, 0), List.of(row(0)), 3, ErasedSpans.NONE, false)).isEqualTo(new ArchivePlan.Nothing());
        assertThat(ArchivePlan.of(written(3, 0), List.of(), 3, ErasedSpans.NONE, false)).as("rows have gone with their segment").isEqualTo(new ArchivePlan.Nothing());
    }

    @Test
    void what_was_erased_is_not_in_the_next_generation_and_is_reason_enough_for_one() {
        ErasedSpans erased = new ErasedSpans(Map.of("document", List.of(new ErasedSpans.Span(0, 0))), Map.of("document", 0L));

        assertThat(((ArchivePlan.Write) ArchivePlan.of(written(3, 0, 1), List.of(), 3, erased, false)).chunks()).isEmpty();
        assertThat(ArchivePlan.of(written(3, 0), List.of(), 3, new ErasedSpans(Map.of("document", List.of(new ErasedSpans.Span(2, 9))), Map.of("document", 0L)), false))
            .isEqualTo(new ArchivePlan.Nothing());
    }

    @Test
    void an_archive_that_an_erasure_waits_for_is_written_anew_though_its_chunks_stay() {
        assertThat(ArchivePlan.of(written(3, 0), List.of(row(0)), 3, ErasedSpans.NONE, true)).isInstanceOf(ArchivePlan.Write.class);
    }

    @Test
    void of_what_is_left_of_a_page_only_that_is_let_go_which_belongs_to_nobody_and_never_will() {
        LeftoverPlan.Part ended = new LeftoverPlan.Part("ended", true, 0, Optional.of(100L));
        LeftoverPlan.Part open = new LeftoverPlan.Part("open", false, 1_000, Optional.empty());
        List<LeftoverPlan.Chunk> chunks = List.of(chunk(1, 90, 110), chunk(2, 200, 300), chunk(3, 1_000, 1_100));

        LeftoverPlan silent = LeftoverPlan.of(chunks, List.of(ended, open), true);
        assertThat(silent.sessions()).containsExactly("ended");
        assertThat(silent.letGo()).containsExactly(2);
        assertThat(silent.again()).isTrue();
        assertThat(LeftoverPlan.of(chunks, List.of(ended), false).letGo()).isEmpty();
    }

    @Test
    void only_objects_that_nobody_has_needed_for_the_grace_may_go() {
        StoredObject old = new StoredObject(new ObjectName("segments/old"), 1, NOW.minus(Duration.ofDays(9)));
        StoredObject fresh = new StoredObject(new ObjectName("segments/new"), 1, NOW.minus(Duration.ofHours(1)));

        assertThat(removable(Map.of(), old, fresh)).containsExactly(old.name());
        assertThat(removable(Map.of(old.name(), new Owner.Needed()), old)).isEmpty();
        assertThat(removable(Map.of(old.name(), new Owner.Released(NOW.minus(Duration.ofHours(47)))), old)).isEmpty();
        assertThat(removable(Map.of(old.name(), new Owner.Released(NOW.minus(Duration.ofHours(49)))), old)).containsExactly(old.name());
    }

    private static List<ObjectName> removable(Map<ObjectName, Owner> owners, StoredObject... listed) {
        return SweepPlan.removable(List.of(listed), owners, NOW, Duration.ofHours(48));
    }

    private static LeftoverPlan.Chunk chunk(int sequence, long firstMs, long lastMs) {
        return new LeftoverPlan.Chunk(sequence, firstMs, lastMs);
    }

    private static Optional<ArchivePlan.Written> written(int revision, int... sequences) {
        List<ArchivedChunk> chunks = java.util.Arrays.stream(sequences).mapToObj(sequence -> row(sequence).chunk()).toList();
        return Optional.of(new ArchivePlan.Written("archives/a", new ArchiveIndex("site", "session", 1, List.of(), chunks, 8, 0, 0), revision));
    }

    private static final Map<Integer, SourceChunk> ROWS = new java.util.HashMap<>();

    /** The same each time it is asked for. */
    private static SourceChunk row(int sequence) {
        return ROWS.computeIfAbsent(sequence, s -> new SourceChunk("segments/s",
            new ArchivedChunk("document", s, 2, false, 8, 4, 10, 0, 1, NOW, new byte[32])));
    }
}
