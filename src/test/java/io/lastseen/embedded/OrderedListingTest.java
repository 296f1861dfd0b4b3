package io.lastseen.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private List<String> inPages(String prefix, int most) {
        List<String> all = new ArrayList<>();
        OrderedListing page;
        do {
            page = OrderedListing.of(bucket, prefix, all.isEmpty() ? "" : all.get(all.size() - 1), most);
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
