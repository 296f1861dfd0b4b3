package io.lastseen.recording.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Going through all objects page by page")
class ObjectListerTest {
    private static final int PAGE = 10;

    private final List<StoredObject> stored = new ArrayList<>();
    private final List<WeakReference<List<StoredObject>>> told = new ArrayList<>();
    private final ObjectLister lister = (prefix, after, limit) -> {
        List<StoredObject> page = new ArrayList<>(stored.stream()
            .filter(one -> one.name().value().startsWith(prefix))
            .filter(one -> after.isEmpty() || one.name().compareTo(after.get()) > 0)
            .limit(limit).toList());
        told.add(new WeakReference<>(page));
        return Uni.createFrom().item(page);
    };

    @Test
    @DisplayName("gives each once, in order, whatever is left for the last page")
    void each_once() {
        for (int objects : new int[] {0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE}) {
            store(objects);
            assertThat(lister.pages("a/", PAGE).onItem().<StoredObject>disjoint().collect().asList().await().indefinitely())
                .isEqualTo(stored);
        }
    }

    @Test
    @DisplayName("lets go of a page when the next one is used")
    void keeps_none() {
        store(20 * PAGE);
        lister.pages("a/", PAGE).onItem().transformToUniAndConcatenate(page -> Uni.createFrom().item(page.size()))
            .onItem().invoke(used -> {
                if (told.size() == 20) {
                    System.gc();
                    assertThat(told.stream().filter(one -> one.get() != null).count()).isLessThanOrEqualTo(3);
                }
            }).collect().last().await().indefinitely();
        assertThat(told).hasSize(21);
    }

    private void store(int objects) {
        stored.clear();
        IntStream.range(0, objects).forEach(number ->
            stored.add(new StoredObject(new ObjectName("a/%04d".formatted(number)), number, Instant.EPOCH)));
    }
}
