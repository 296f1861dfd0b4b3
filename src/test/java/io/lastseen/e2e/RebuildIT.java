package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import io.lastseen.wire.AssetMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL is lost as a whole; and both stores are held against each other, healthy and damaged. */
@DisplayName("With the object store alone")
class RebuildIT {
    private static final String PAGE = "https://shop.example";
    private static final Map<String, String> SHORT_LIVES = Map.of("lastseen.engagement.close", "200ms", "lastseen.engagement.reopen-closed", "0s",
            "lastseen.archive.after", "0s", "lastseen.archive.poll", "200ms");

    @Test
    @DisplayName("a rebuild brings back sites, sessions, recordings, byte for byte, and what they showed; retries are still duplicates")
    void everything_comes_back() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(SHORT_LIVES)) {
            Api api = Api.of(service);
            TestSite site = TestSite.create(api, "Rebuilt", PAGE);
            Doors doors = site.doors(PAGE);
            Visit archived = visit(doors, true);
            TestDocument open = visit(doors, false).document();
            for (TestDocument shown : List.of(archived.document(), open)) {
                byte[] drawing = ("<svg xmlns='http://www.w3.org/2000/svg' id='" + shown.id() + "'/>").getBytes(StandardCharsets.UTF_8);
                assertThat(doors.sendAssets(AssetMessages.bringing(shown.id(), PAGE + "/drawing", drawing))).isEqualTo(200);
            }
            TestDocument erased = visit(doors, true).document();
            Eventually.isTrue("three sessions", Duration.ofSeconds(30), () -> site.sessions().size() == 3);
            assertThat(api.delete("/api/v1/sessions/" + erased.id())).isEqualTo(202);
            Eventually.isTrue("the closed one is archived, the site copied", Duration.ofSeconds(90),
                    () -> objects(service, "archives") == 1 && objects(service, "tombstones") == 1 && copied(service, site));
            Map<String, Object> before = everything(api, site);
            assertThat(site.sessions()).allMatch(session -> session.get("campaign").asText().equals("letter"));
            service.terminate();
            assertThat(service.run("fsck")).as(service.output() + service.errors()).isZero();

            Files.move(service.data().resolve("postgres"), service.data().resolve("postgres.lost"));
            assertThat(service.run("rebuild")).as(service.output() + service.errors()).isZero();
            assertThat(service.output()).contains("1 archived sessions", "unreadable              0");
            service.restart();

            Eventually.isTrue("the open one is decided", Duration.ofSeconds(30), () -> site.sessions().size() == 2);
            assertThat(everything(api, site)).isEqualTo(before);
            assertThat(site.sessions()).allMatch(session -> session.get("campaign").asText().equals("letter"));
            for (Frame again : archived.frames()) {
                assertThat(doors.send(again).statusCode()).as("sent again").isEqualTo(200);
            }
            assertThat(doors.send(erased.chunk("of what was erased")).statusCode()).as("refused or let go").isIn(200, 410, 403);
            assertThat(doors.send(open.chunk("goes on")).statusCode()).isEqualTo(200);
            assertThat(Recording.of(api, api.get("/api/v1/sessions/" + archived.document().id())).keys()).hasSize(archived.frames().size());
        }
    }

    @Test
    @DisplayName("a check tells a flipped bit, a damaged image and a lost object: by key, in counts and by its exit code")
    void damage_is_told() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of())) {
            TestSite site = TestSite.create(Api.of(service), "Checked", PAGE);
            TestDocument document = visit(site.doors(PAGE), false).document();
            byte[] drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
            assertThat(site.doors(PAGE).sendAssets(AssetMessages.bringing(document.id(), PAGE + "/drawing", drawing))).isEqualTo(200);
            service.terminate();
            List<Path> segments = files(service, "segments");
            Path image = files(service, "assets").get(0);
            flip(segments.get(0));
            flip(image);
            Files.delete(segments.get(1));

            assertThat(service.run("fsck")).isEqualTo(1);
            assertThat(service.output()).contains("rows without bytes      1", "damaged chunks          2");
            assertThat(service.output().lines().filter(line -> line.contains("ERROR"))).hasSize(3)
                    .anyMatch(line -> line.matches(".*" + key(segments.get(0)) + ": chunk \\d of document " + document.id() + " of site " + site.id() + " is damaged.*"))
                    .anyMatch(line -> line.contains(key(image) + ": an image of site " + site.id() + " is damaged"))
                    .anyMatch(line -> line.matches(".*" + key(segments.get(1)) + " is not there: it had chunk \\d of document " + document.id() + ".*"));
        }
    }

    private static void flip(Path object) throws IOException {
        byte[] bytes = Files.readAllBytes(object);
        bytes[20] ^= 1;
        Files.write(object, bytes);
    }

    /** Its last two parts are enough to find it by. */
    private static String key(Path object) {
        return object.getParent().getFileName() + "/" + object.getFileName();
    }

    private record Visit(TestDocument document, List<Frame> frames) {
    }

    /** Three chunks, one after the other, so that each has its own segment. */
    private static Visit visit(Doors doors, boolean closes) throws Exception {
        TestDocument document = TestDocument.opened(PAGE + "/page?utm_campaign=letter");
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            frames.add(document.chunk("chunk " + i));
            assertThat(doors.send(frames.get(i)).statusCode()).isEqualTo(200);
        }
        if (closes) {
            document.signal("pagehide", Map.of("persisted", false, "swap", "none"));
            assertThat(doors.send(document.beacon()).statusCode()).isEqualTo(200);
        }
        return new Visit(document, frames);
    }

    /** What people see: sites, the archived session with its views and verdicts, and every recording's bytes. */
    private static Map<String, Object> everything(Api api, TestSite site) throws Exception {
        Map<String, Object> all = new TreeMap<>();
        all.put("site", api.get("/api/v1/sites/" + site.id()));
        for (JsonNode session : site.sessions()) {
            String id = session.get("id").asText();
            if (session.get("state").asText().equals("ended")) {
                all.put("session " + id, ((ObjectNode) session).without("links"));
                all.put("views " + id, api.get("/api/v1/sessions/" + id + "/views"));
                all.put("verdicts " + id, api.get("/api/v1/sessions/" + id + "/verdicts"));
            }
            Map<String, String> payloads = new HashMap<>();
            Recording.of(api, session).payloads().forEach((key, bytes) -> payloads.put(key, HexFormat.of().formatHex(bytes)));
            all.put("recording " + id, payloads);
            JsonNode shown = api.get("/api/v1/sessions/" + id + "/recording/assets").get("items");
            assertThat(shown).as("what the page of " + id + " showed").hasSize(1);
            all.put("shown " + id, shown);
            all.put("drawing " + id, api.text(shown.get(0).get("url").asText()));
        }
        return all;
    }

    private static boolean copied(ServiceProcess service, TestSite site) throws IOException {
        return files(service, "sites").stream().anyMatch(file -> file.getParent().getFileName().toString().equals(site.id()));
    }

    private static long objects(ServiceProcess service, String kind) throws IOException {
        return files(service, kind).size();
    }

    private static List<Path> files(ServiceProcess service, String kind) throws IOException {
        try (Stream<Path> files = Files.walk(service.data().resolve("objects"))) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().contains("/" + kind + "/")).sorted().toList();
        }
    }
}
