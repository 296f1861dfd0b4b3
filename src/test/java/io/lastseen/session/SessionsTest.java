package io.lastseen.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.lastseen.wire.Frames;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** From the door to the API: what was sent is decided and told. */
@QuarkusTest
class SessionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    private final String document = UUID.randomUUID().toString();
    private final String visitor = UUID.randomUUID().toString();
    private final long origin = System.currentTimeMillis() - 4_000;

    @Test
    void a_page_that_was_closed_ends_its_session_within_ten_seconds_with_the_evidence() {
        arrive();
        leave();

        JsonPath session = waitFor(json -> "ended".equals(json.getString("state")));

        assertThat(session.getString("end.reason")).isEqualTo("closed");
        assertThat(session.getString("entry.path")).isEqualTo("/");
        assertThat(session.getInt("views")).isEqualTo(1);
        assertThat(session.getBoolean("end.provisional")).isTrue();
        assertThat(session.getList("end.evidence")).isNotEmpty();
        assertThat(Duration.between(Instant.parse(session.getString("end.at")), Instant.parse(session.getString("end.decidedAt"))))
            .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void a_return_within_the_reopening_window_goes_on_with_the_same_session() {
        arrive();
        leave();
        waitFor(json -> "ended".equals(json.getString("state")));
        send(UUID.randomUUID().toString(), System.currentTimeMillis() - 1_000, 900, """
            {"n":1,"t":1,"k":"load","nav":"navigate","url":"https://shop.example/again","vis":"visible","focus":true},
            {"n":2,"t":500,"k":"view","how":"load","path":"/again","title":"Again"},{"n":3,"t":800,"k":"input","kind":"scroll"}""");

        JsonPath session = waitFor(json -> "open".equals(json.getString("state")) && json.getInt("views") == 2);

        assertThat(session.getString("end")).isNull();
        assertThat(session.getString("exit.path")).isEqualTo("/again");
    }

    @Test
    void the_recording_plays_back_the_bytes_that_were_acknowledged() {
        arrive();
        waitFor(json -> json.getInt("views") == 1);
        byte[] chunk = Frames.frame(1, 1, header("\"s\":0,\"f\":10,\"l\":2900,\"k\":true,", 3_000, ""), "[{\"type\":4}]".getBytes());
        given().contentType("text/plain").body(chunk).post("/i/c?k=" + key()).then().statusCode(200);

        JsonPath manifest = api().get("/api/v1/sessions/" + document + "/recording").then().statusCode(200).extract().jsonPath();
        Response bytes = api().header("Range", "bytes=0-4").get(manifest.getString("dataUrl"));

        assertThat(manifest.getInt("bytes")).isEqualTo(12);
        assertThat(bytes.statusCode()).isEqualTo(206);
        assertThat(bytes.header("Content-Range")).isEqualTo("bytes 0-4/12");
        assertThat(bytes.asString()).isEqualTo("[{\"ty");
    }

    @Test
    void a_manifest_of_another_recording_is_told_to_be_fetched_again() {
        arrive();
        waitFor(json -> json.getInt("views") == 1);

        api().get("/api/v1/sessions/" + document + "/recording/data?revision=7-0123456789abcdef").then().statusCode(412);
    }

    @Test
    void wrong_parameters_are_named() {
        api().get("/api/v1/sessions?state=gone").then().statusCode(400).contentType("application/problem+json");
        api().get("/api/v1/sessions?reason=bored").then().statusCode(400);
        api().get("/api/v1/sessions?from=yesterday").then().statusCode(400);
        api().get("/api/v1/sessions?cursor=x").then().statusCode(400);
        api().get("/api/v1/sessions?site=none").then().statusCode(404).contentType("application/problem+json");
        api().get("/api/v1/live?site=none").then().statusCode(404);
        api().get("/api/v1/sessions/nobodys").then().statusCode(404);
    }

    @Test
    void pages_of_the_list_follow_each_other() {
        for (int i = 0; i < 3; i++) {
            send(UUID.randomUUID().toString(), UUID.randomUUID().toString(), System.currentTimeMillis() - 3_000, 2_000, load());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api().get("/api/v1/sessions?limit=3").jsonPath().getList("items").size() < 3 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }

        JsonPath first = api().get("/api/v1/sessions?limit=2").jsonPath();
        JsonPath second = api().get("/api/v1/sessions?limit=2&cursor=" + first.getString("next")).jsonPath();

        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items.id")).doesNotContainAnyElementsOf(first.getList("items.id")).isNotEmpty();
    }

    @Test
    void a_list_of_sessions_is_a_table_too_in_the_same_order_and_with_the_same_filters() {
        arrive();
        leave();
        String id = waitFor(json -> "ended".equals(json.getString("state"))).getString("id");

        String table = api().get("/api/v1/sessions/csv?reason=closed").then().statusCode(200).contentType("text/csv;charset=UTF-8")
            .header("Content-Disposition", "attachment; filename=\"lastseen-sessions.csv\"").extract().asString();

        assertThat(table).startsWith("id,site,visitorId,state,startedAt,endedAt,durationMs,");
        assertThat(table.lines().filter(row -> row.startsWith(id + ",demo," + visitor + ",ended,"))).hasSize(1);
        assertThat(table.lines().skip(1).map(row -> row.split(",")[4])).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(table.lines().skip(1)).allMatch(row -> row.contains(",closed,"));
        api().get("/api/v1/sessions/csv?reason=bored").then().statusCode(400).contentType("application/problem+json");
        api().get("/api/v1/sessions/csv?site=none").then().statusCode(404).contentType("application/problem+json");
    }

    private void arrive() {
        send(document, origin, 3_000, load());
    }

    private static String load() {
        return """
            {"n":1,"t":1,"k":"load","nav":"navigate","url":"https://shop.example/","vis":"visible","focus":true},
            {"n":2,"t":301,"k":"view","how":"load","path":"/","title":"Home"},{"n":3,"t":900,"k":"input","kind":"pointer"}""";
    }

    private void leave() {
        send(document, origin, 4_000, "{\"n\":4,\"t\":4000,\"k\":\"pagehide\",\"persisted\":false,\"swap\":\"none\"}");
    }

    private void send(String document, long origin, long atMs, String signals) {
        send(visitor, document, origin, atMs, signals);
    }

    private void send(String visitor, String document, long origin, long atMs, String signals) {
        byte[] frame = Frames.frame(1, 0, header(visitor, document, origin, "", atMs, signals), new byte[0]);
        given().contentType("text/plain").body(frame).post("/i/c?k=" + key()).then().statusCode(200);
    }

    private String header(String span, long atMs, String signals) {
        return header(visitor, document, origin, span, atMs, signals);
    }

    private static String header(String visitor, String document, long origin, String span, long atMs, String signals) {
        return "{\"v\":\"" + visitor + "\",\"t\":\"tab_" + visitor + "\",\"d\":\"" + document + "\",\"o\":" + origin + ",\"at\":" + atMs + ","
            + span + "\"e\":[" + signals + "]}";
    }

    private JsonPath waitFor(Predicate<JsonPath> state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Response last;
        do {
            last = api().get("/api/v1/sessions/" + document);
            if (last.statusCode() == 200 && state.test(last.jsonPath())) {
                return last.jsonPath();
            }
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Not within " + PATIENCE + ": " + last.asString());
    }

    private RequestSpecification api() {
        return given().header("Authorization", "Bearer " + token.value());
    }

    private String key() {
        return sites.byId("demo").orElseThrow().writeKey();
    }
}
