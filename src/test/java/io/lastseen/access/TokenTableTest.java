package io.lastseen.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenTableTest {
    @Inject
    Pool pool;

    @Test
    void replicas_and_later_starts_share_the_first_token_made() {
        String first = new TokenTable(pool).orKeep("made-by-the-first-replica");
        assertThat(new TokenTable(pool).orKeep("made-by-the-second-replica")).isEqualTo(first);
    }
}
