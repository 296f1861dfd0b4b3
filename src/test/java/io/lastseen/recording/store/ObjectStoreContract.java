package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every store must do, run against each we have. */
abstract class ObjectStoreContract {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final String folder = "t" + UUID.randomUUID().toString().replace("-", "");

    abstract ObjectStore store();

    private ObjectName name(String last) {
        return new ObjectName(folder + "/" + last);
    }

    private static <T> T wait(Uni<T> answer) {
        return answer.await().atMost(LIMIT);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_was_put_is_read_back_by_any_range() {
        byte[] bytes = random(100_000);
        wait(store().put(name("a"), bytes));

        assertThat(wait(store().get(name("a"), 0, 100_000)).getBytes()).isEqualTo(bytes);
        assertThat(wait(store().get(name("a"), 99_999, 1)).getByte(0)).isEqualTo(bytes[99_999]);
        assertThat(wait(store().get(name("a"), 1_234, 5_678)).getBytes())
                .isEqualTo(Buffer.buffer(bytes).getBytes(1_234, 1_234 + 5_678));
    }

    @Test
    void buffers_are_joined_in_order() {
        wait(store().put(name("joined"), List.of(Buffer.buffer("ab"), Buffer.buffer(), Buffer.buffer("c"))));

        assertThat(wait(store().get(name("joined"), 0, 3)).toString()).isEqualTo("abc");
    }

    @Test
    void an_object_larger_than_any_segment_is_one_object() {
        byte[] bytes = random(24 << 20);
        wait(store().put(name("large"), bytes));

        assertThat(wait(store().stat(name("large"))).length()).isEqualTo(bytes.length);
        assertThat(wait(store().get(name("large"), (24 << 20) - 10, 10)).getBytes())
                .isEqualTo(Buffer.buffer(bytes).getBytes(bytes.length - 10, bytes.length));
    }

    @Test
    void stat_tells_length_and_time() {
        wait(store().put(name("s"), new byte[77]));

        StoredObject stored = wait(store().stat(name("s")));

        assertThat(stored.length()).isEqualTo(77);
        assertThat(stored.storedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void an_empty_object_is_an_object() {
        wait(store().put(name("empty"), new byte[0]));

        assertThat(wait(store().stat(name("empty"))).length()).isZero();
    }

    @Test
    void what_is_not_there_is_said_to_be_missing() {
        assertThatThrownBy(() -> wait(store().get(name("none"), 0, 1))).isInstanceOf(StoreException.NoSuchObject.class);
        assertThatThrownBy(() -> wait(store().stat(name("none")))).isInstanceOf(StoreException.NoSuchObject.class);
    }

    @Test
    void a_range_beyond_the_end_is_said_to_be_missing() {
        wait(store().put(name("short"), new byte[10]));

        assertThatThrownBy(() -> wait(store().get(name("short"), 5, 10))).isInstanceOf(StoreException.NoSuchObject.class);
        assertThatThrownBy(() -> wait(store().get(name("short"), 10, 1))).isInstanceOf(StoreException.NoSuchObject.class);
    }

    @Test
    void a_name_is_written_once() {
        wait(store().put(name("once"), new byte[] {1}));

        assertThatThrownBy(() -> wait(store().put(name("once"), new byte[] {2})))
                .isInstanceOf(StoreException.NameTaken.class);
        assertThat(wait(store().get(name("once"), 0, 1)).getByte(0)).isEqualTo((byte) 1);
    }

    @Test
    void a_list_is_in_order_under_its_prefix_and_goes_on_where_it_stopped() {
        for (String last : List.of("list/b", "list/a", "list/c/1", "other")) {
            wait(store().put(name(last), new byte[3]));
        }

        List<StoredObject> first = wait(store().list(folder + "/list/", Optional.empty(), 2));
        List<StoredObject> rest = wait(store().list(folder + "/list/", Optional.of(first.get(1).name()), 10));

        assertThat(first).extracting(StoredObject::name).containsExactly(name("list/a"), name("list/b"));
        assertThat(rest).extracting(StoredObject::name).containsExactly(name("list/c/1"));
        assertThat(rest.get(0).length()).isEqualTo(3);
    }

    @Test
    void what_is_removed_is_gone_and_removing_again_is_fine() {
        wait(store().put(name("gone"), new byte[3]));

        wait(store().remove(name("gone")));
        wait(store().remove(name("gone")));

        assertThatThrownBy(() -> wait(store().stat(name("gone")))).isInstanceOf(StoreException.NoSuchObject.class);
        assertThat(wait(store().list(folder + "/gone", Optional.empty(), 10))).isEmpty();
    }

    @Test
    void many_puts_at_once_all_arrive() {
        List<Uni<Void>> puts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            puts.add(store().put(name("many/" + i), random(1_000 + i)));
        }
        wait(Uni.join().all(puts).andFailFast());

        assertThat(wait(store().list(folder + "/many/", Optional.empty(), 1_000))).hasSize(200);
    }
}
