package io.lastseen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A backlog")
class BacklogTest {
    private final AtomicInteger batches = new AtomicInteger();

    @Test
    @DisplayName("is worked off to its end, however long it is")
    void to_its_end() {
        Backlog.workOff(() -> Uni.createFrom().item(() -> batches.incrementAndGet() < 1_000_000)).await().indefinitely();
        assertThat(batches).hasValue(1_000_000);
    }

    @Test
    @DisplayName("is asked for once where there is none")
    void none() {
        Backlog.workOff(() -> Uni.createFrom().item(() -> {
            batches.incrementAndGet();
            return false;
        })).await().indefinitely();
        assertThat(batches).hasValue(1);
    }

    @Test
    @DisplayName("waits where a batch fails")
    void fails() {
        Uni<Void> work = Backlog.workOff(() -> batches.incrementAndGet() < 3 ? Uni.createFrom().item(true)
            : Uni.createFrom().failure(new IllegalStateException("PostgreSQL is away")));
        assertThatThrownBy(() -> work.await().indefinitely()).hasMessageContaining("PostgreSQL is away");
        assertThat(batches).hasValue(3);
    }
}
