package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastseen.embedded.OlderData;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/test/resources/upgrade} has data folders that older versions left, and what their API said of them. */
@DisplayName("A data folder of the first version")
class UpgradeIT {
    private static final Path FIRST = Path.of("src/test/resources/upgrade/first");
    private static final String LAST_MIGRATION = "4";
    private static final LocalDate RECORDED = LocalDate.of(2026, 11, 30);
    private static final List<String> FIELDS = List.of("site", "visitorId", "state", "startedAt", "endedAt", "engagedMs", "views", "source", "channel", "end/reason",
            "entry/path", "exit/path", "device/class");
    private static final String PERIOD = "from=2026-11-30T00:00:00Z&to=2026-12-01T00:00:00Z";

    @TempDir
    private Path data;

    @Test
    @DisplayName("is taken over: sessions, verdicts, views and recordings stay, are archived, counted and pass the check")
    void is_taken_over() throws Exception {
        OlderData.lay(FIRST, LAST_MIGRATION, RECORDED, data, Path.of("target/test-stores").toAbsolutePath());
        JsonNode then = new ObjectMapper().readTree(FIRST.resolve("api.json").toFile());
        try (ServiceProcess service = ServiceProcess.start(Map.of("lastseen.data", data.toString(), "lastseen.archive.after", "0s",
                "lastseen.archive.poll", "200ms"))) {
            Api api = Api.of(service);
            for (JsonNode session : then.get("sessions")) {
                String id = session.get("id").asText();
                JsonNode now = api.get("/api/v1/sessions/" + id);
                for (String field : FIELDS) {
                    assertThat(now.at("/" + field)).as(id + " " + field).isEqualTo(session.at("/" + field));
                }
                assertThat(now.get("campaign").asText()).as("before campaigns were kept").isEqualTo("(none)");
            }
            Eventually.isTrue("all are archived", Duration.ofSeconds(60),
                    () -> EmbeddedDatabase.number(service, "select count(*) from archive") == then.get("sessions").size());
            assertThat(digests(api, then)).isEqualTo(new ObjectMapper().convertValue(then.get("chunks"), TreeMap.class));
            Eventually.isTrue("all are counted", Duration.ofSeconds(30),
                    () -> api.get("/api/v1/metrics/overview?site=demo&" + PERIOD).get("sessions").asInt() == then.get("sessions").size());
            assertThat(api.get("/api/v1/funnels/demo/report?" + PERIOD).get("sessions").asInt()).isEqualTo(then.get("sessions").size());
            service.terminate();
            assertThat(service.run("fsck")).as(service.output()).isZero();
        }
    }

    private static Map<String, String> digests(Api api, JsonNode then) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode session : then.get("sessions")) {
            for (Map.Entry<String, byte[]> chunk : Recording.of(api, session).payloads().entrySet()) {
                digests.put(chunk.getKey(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(chunk.getValue())));
            }
        }
        return digests;
    }
}
