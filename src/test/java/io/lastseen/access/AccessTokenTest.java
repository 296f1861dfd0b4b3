package io.lastseen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {
    @TempDir
    Path folder;

    @Test
    void a_set_token_is_taken_and_none_is_made() {
        AccessToken token = new AccessToken(Optional.of("sixteen-or-more!"), fresh -> {
            throw new AssertionError("nothing to keep");
        });
        assertThat(token.value()).isEqualTo("sixteen-or-more!");
    }

    @Test
    void a_short_or_odd_token_stops_the_start_with_a_sentence_that_does_not_repeat_it() {
        assertThatThrownBy(() -> AccessToken.checked("short-secret"))
                .hasMessageContaining("has 12 characters, but needs at least 16")
                .hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> AccessToken.checked("a token with spaces in it")).hasMessageContaining("a space");
    }

    @Test
    void a_made_token_is_long_and_another_each_time() {
        String one = new AccessToken(Optional.empty(), fresh -> fresh).value();
        String two = new AccessToken(Optional.empty(), fresh -> fresh).value();
        assertThat(one).hasSize(32).matches("[A-Za-z0-9_-]+").isNotEqualTo(two);
    }

    @Test
    void a_made_token_stays_in_a_file_that_only_its_owner_reads() throws IOException {
        Path file = folder.resolve("data/access-token");
        String first = new AccessToken(Optional.empty(), new TokenFile(file)).value();
        String second = new AccessToken(Optional.empty(), new TokenFile(file)).value();
        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void an_emptied_token_file_stops_the_start_instead_of_opening_everything() throws IOException {
        Path file = Files.writeString(folder.resolve("access-token"), "\n");
        assertThatThrownBy(() -> new TokenFile(file).orKeep("fresh-fresh-fresh-fresh")).hasMessageContaining("remove it");
    }
}
