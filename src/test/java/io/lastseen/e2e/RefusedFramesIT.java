package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("A frame the service cannot take")
class RefusedFramesIT {
    private static final int PAYLOAD_LIMIT = 2_097_152;
    private static final String PAGE = "http://shop.test";

    @Test
    @DisplayName("is refused with its status, counted under 'why is nothing recorded?', and harms nothing stored before")
    void is_refused_counted_and_explained(Lastseen lastseen) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Refusals", PAGE);
        Doors doors = site.doors(PAGE);
        TestDocument document = TestDocument.opened(PAGE + "/page");
        Frame good = document.chunk("kept");
        assertThat(doors.send(good).statusCode()).isEqualTo(200);

        Frame next = document.chunk("refused");
        assertThat(doors.send(next.cutInHalf()).statusCode()).as("cut in half").isEqualTo(400);
        assertThat(doors.send(next.withCodec(9)).statusCode()).as("unknown codec").isEqualTo(400);
        assertThat(doors.send(next.withVersion(2)).statusCode()).as("header from the future").isEqualTo(400);
        assertThat(doors.send(next.withPayload(new byte[PAYLOAD_LIMIT + 1])).statusCode()).as("too large").isEqualTo(413);
        assertThat(doors.withKey("nobodys-key").send(next).statusCode()).as("wrong key").isEqualTo(401);
        assertThat(doors.fromOrigin("https://elsewhere.test").send(next).statusCode()).as("wrong origin").isEqualTo(403);

        String path = "/api/v1/sites/" + site.id() + "/refusals";
        Map<String, JsonNode> refusals = Eventually.get("every refusal is counted", Duration.ofSeconds(10),
                () -> lastseen.api().items(path).stream().collect(Collectors.toMap(r -> r.get("reason").asText(), r -> r)),
                found -> found.size() >= 6);
        assertThat(refusals).containsOnlyKeys("truncated", "unknown_codec", "future_version", "too_large", "wrong_key",
                "origin_not_allowed");
        assertThat(refusals.values()).allSatisfy(refusal -> {
            assertThat(refusal.get("count").asInt()).isEqualTo(1);
            assertThat(refusal.get("text").asText()).hasSizeGreaterThan(20);
        });

        assertThat(doors.send(document.chunk("afterwards")).statusCode()).isEqualTo(200);
        JsonNode session = site.onlySession("the session", Duration.ofSeconds(10), any -> true);
        assertThat(Recording.of(lastseen.api(), session).payloads())
                .hasSize(2)
                .hasEntrySatisfying(Recording.key(document.id(), 0), bytes -> assertThat(bytes).isEqualTo(good.payload()));
    }
}
