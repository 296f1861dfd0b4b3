package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.Recording;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One bit is flipped in every second object of the store. {@code -Dlastseen.flips.objects=1000} is the long form. */
@DisplayName("When bits flip in the object store")
class FlippedBitsIT {
    private static final int OBJECTS = Integer.getInteger("lastseen.flips.objects", 40);
    private static final int DOCUMENTS = 10;
    private static final String PAGE = "https://shop.example";

    @Test
    @DisplayName("a chunk is played as it was sent or refused, and the others are unharmed")
    void never_wrong_bytes() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of())) {
            Api api = Api.of(service);
            TestSite site = TestSite.create(api, "Flips", PAGE);
            Map<String, byte[]> sent = send(site.doors(PAGE));
            Eventually.isTrue("all sessions", Duration.ofSeconds(20), () -> site.sessions().size() == DOCUMENTS);

            int flipped = flipEverySecond(service.data().resolve("objects"));

            int refused = 0;
            for (Recording recording : Campaign.recordings(api, site)) {
                for (JsonNode chunk : recording.chunks()) {
                    String key = Recording.key(chunk.get("document").asText(), chunk.get("sequence").asInt());
                    try {
                        assertThat(api.range(recording.manifest().get("dataUrl").asText(), chunk.get("offset").asLong(),
                                chunk.get("length").asLong())).as(key).isEqualTo(sent.get(key));
                    } catch (IllegalStateException answer) {
                        assertThat(answer).hasMessageContaining(": 502 ");
                        refused++;
                    }
                    sent.remove(key);
                }
            }
            System.out.printf("%d of %d objects with a flipped bit: %d chunks refused, no wrong bytes%n", flipped, OBJECTS, refused);
            assertThat(sent).as("not in any recording").isEmpty();
            assertThat(refused).isPositive().isLessThanOrEqualTo(flipped);
        }
    }

    /** One after the other, so that each chunk gets an object of its own. */
    private static Map<String, byte[]> send(Doors doors) throws Exception {
        List<TestDocument> documents = Stream.generate(() -> TestDocument.opened(PAGE + "/page")).limit(DOCUMENTS).toList();
        Map<String, byte[]> sent = new HashMap<>();
        for (int i = 0; i < OBJECTS; i++) {
            TestDocument document = documents.get(i % DOCUMENTS);
            document.signal("input", Map.of("kind", "pointer"));
            Frame chunk = document.chunk("chunk " + i);
            assertThat(doors.send(chunk).statusCode()).isEqualTo(200);
            sent.put(Recording.key(document.id(), i / DOCUMENTS), chunk.payload());
        }
        return sent;
    }

    private static int flipEverySecond(Path objects) throws Exception {
        Random random = new Random(3);
        int flipped = 0;
        List<Path> segments;
        try (Stream<Path> files = Files.walk(objects)) {
            segments = files.filter(Files::isRegularFile).filter(file -> file.toString().contains("/segments/")).sorted().toList();
        }
        assertThat(segments).hasSizeGreaterThanOrEqualTo(OBJECTS);
        for (int i = 0; i < segments.size(); i += 2) {
            byte[] bytes = Files.readAllBytes(segments.get(i));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(segments.get(i), bytes);
            flipped++;
        }
        return flipped;
    }
}
