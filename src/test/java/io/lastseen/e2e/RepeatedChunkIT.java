package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A chunk that is sent again")
class RepeatedChunkIT {
    private static final String PAGE = "http://shop.test";

    @Test
    @DisplayName("to the same replica, to another one, or on the next day, is acknowledged and stored once")
    void is_stored_once(Lastseen lastseen) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Repeated", PAGE);
        Doors first = site.doors(PAGE);
        Doors second = first.at(lastseen.secondReplica().service());
        TestDocument document = TestDocument.opened(PAGE + "/page");
        Frame chunk = document.chunk("once");

        assertThat(first.send(chunk.bytes(0, 10)).statusCode()).isEqualTo(200);
        assertThat(first.send(chunk.bytes(2, 2_000)).statusCode()).as("again").isEqualTo(200);
        Eventually.get("the second replica knows the site and takes it too", Duration.ofSeconds(10),
                () -> second.send(chunk).statusCode(), status -> status == 200);

        Stored stored = lastseen.stored(document.id());
        assertThat(stored.rows()).isEqualTo(1);
        stored.moveToYesterday();
        assertThat(first.send(chunk.bytes(2, 86_400_000)).statusCode()).as("the next day").isEqualTo(200);
        assertThat(second.send(chunk.bytes(2, 86_400_000)).statusCode()).as("the next day, elsewhere").isEqualTo(200);
        assertThat(stored.rows()).isEqualTo(1);
        assertThat(stored.evidenceRows()).as("signals in its header").isEqualTo(3);

        JsonNode session = site.onlySession("the session", Duration.ofSeconds(10), any -> true);
        Recording recording = Recording.of(lastseen.api(), session);
        assertThat(recording.keys()).containsExactly(Recording.key(document.id(), 0));
        assertThat(recording.payloads().values()).singleElement().isEqualTo(chunk.payload());
    }

    @Test
    @DisplayName("with other bytes is a conflict, and the first copy stays")
    void with_other_bytes_is_a_conflict(Lastseen lastseen) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Conflict", PAGE);
        TestDocument document = TestDocument.opened(PAGE + "/page");
        Frame chunk = document.chunk("first");
        Frame forged = chunk.withPayload(TestDocument.opened(PAGE).chunk("forged").payload());

        assertThat(site.doors(PAGE).send(chunk).statusCode()).isEqualTo(200);
        assertThat(site.doors(PAGE).send(forged).statusCode()).isEqualTo(409);

        JsonNode session = site.onlySession("the session", Duration.ofSeconds(10), any -> true);
        assertThat(Recording.of(lastseen.api(), session).payloads().values()).singleElement().isEqualTo(chunk.payload());
        Eventually.isTrue("the conflict is counted", Duration.ofSeconds(10), () -> site.refused("conflict") == 1);
    }
}
