package io.lastseen.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3's order is that of whole keys: "a-b" comes before "a/b", though a folder lists "a" first. */
class OrderedListingTest {
    private static final List<String> NAMES = List.of("a", "a-b", "a.b", "a0", "ab", "b", "b-", "0");
    @TempDir
    Path bucket;

    private final FolderNames names = new FolderNames(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void pages_one_after_the_other_are_all_keys_below_a_prefix_in_order(int most) throws IOException {
        TreeSet<String> keys = randomKeys(new Random(most));

        for (String prefix : List.of("", "a", "a/", "a-b/a", "nothing/", "b")) {
            assertThat(inPages(prefix, most)).as("below '%s'", prefix)
                    .containsExactlyElementsOf(keys.stream().filter(key -> key.startsWith(prefix)).toList());
        }
    }

    @Test
    void whoever_asks_for_no_keys_gets_none_and_is_told_of_no_next_page() throws IOException {
        randomKeys(new Random(0));

        assertThat(inPages("", 0)).isEmpty();
    }

    @Test
    void what_is_being_written_is_in_no_page() throws IOException {
        Files.writeString(Files.createDirectories(bucket.resolve("a")).resolve("b-0f8fad5b-d9cb-469f-a165-70867728950e"), "half");

        assertThat(inPages("", 10)).isEmpty();
    }

    @Test
    void what_is_written_and_removed_between_two_pages_is_told_as_it_is() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            write("large/" + i);
        }
        assertThat(inPages("large/", 100)).hasSize(1_000);
        names.written(bucket, write("large/new"));
        names.written(bucket, write("large/newer/x"));
        Files.delete(bucket.resolve("large/7"));
        assertThat(inPages("large/", 100)).hasSize(1_001).contains("large/new", "large/newer/x").doesNotContain("large/7");
    }

    @Test
    void the_same_of_a_folder_of_few() throws IOException {
        write("a/1");
        write("a/3");
        write("b/1");
        assertThat(OrderedListing.of(names, bucket, "", "", 2).objects()).hasSize(2);

        names.written(bucket, write("a/2"));
        names.written(bucket, write("a/4/x"));
        names.written(bucket, write("c/1"));
        Files.delete(bucket.resolve("b/1"));

        assertThat(inPages("", 2)).containsExactly("a/1", "a/2", "a/3", "a/4/x", "c/1");
    }

    private Path write(String key) throws IOException {
        Path file = bucket.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, key);
    }

    private List<String> inPages(String prefix, int most) {
        List<String> all = new ArrayList<>();
        OrderedListing page;
        do {
            page = OrderedListing.of(names, bucket, prefix, all.isEmpty() ? "" : all.get(all.size() - 1), most);
            all.addAll(page.objects().stream().map(S3Object::key).toList());
        } while (page.more());
        return all;
    }

    /** No key lies below another. */
    private TreeSet<String> randomKeys(Random random) throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (int i = 0; i < 120; i++) {
            Path file = bucket;
            for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
                file = file.resolve(NAMES.get(random.nextInt(NAMES.size())));
                if (Files.isRegularFile(file)) {
                    break;
                }
            }
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "" + i);
                keys.add(bucket.relativize(file).toString());
            }
        }
        return keys;
    }
}
