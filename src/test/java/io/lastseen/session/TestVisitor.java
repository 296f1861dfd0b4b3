package io.lastseen.session;

import static io.restassured.RestAssured.given;

import io.lastseen.wire.Frames;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Speaks for the pages of visitors at the doors, and asks the API what became of them. */
public final class TestVisitor {
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private final String key;
    private final String token;
    private final String id;
    private final Map<String, Integer> said = new HashMap<>();
    private final Map<String, Long> origins = new HashMap<>();

    public TestVisitor(String key, String token, String id) {
        this.key = key;
        this.token = token;
        this.id = id;
    }

    public static String anId() {
        return UUID.randomUUID().toString();
    }

    public String id() {
        return id;
    }

    /** A page is opened, looked at, and somebody moves the pointer. @param more fields of its load, each beginning with a comma */
    public String opens(String tab, String path, String more) {
        String document = anId();
        origins.put(document, System.currentTimeMillis() - 1_000);
        says(tab, document, 10, "\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example" + path + "\",\"vis\":\"visible\",\"focus\":true" + more,
            "\"k\":\"view\",\"how\":\"load\",\"path\":\"" + path + "\",\"title\":\"A page\"", "\"k\":\"input\",\"kind\":\"pointer\"");
        return document;
    }

    /** A page begins in its own words, each signal as JSON without braces, number and time. */
    public String arrives(String tab, String... signals) {
        String document = anId();
        origins.put(document, System.currentTimeMillis() - 1_000);
        says(tab, document, 10, signals);
        return document;
    }

    public void closes(String tab, String document) {
        says(tab, document, System.currentTimeMillis() - origins.get(document), "\"k\":\"pagehide\",\"persisted\":false,\"swap\":\"none\"");
    }

    /** @param atMs since the document's origin */
    public void says(String tab, String document, long atMs, String... signals) {
        List<String> numbered = new ArrayList<>();
        for (String signal : signals) {
            numbered.add("{\"n\":" + said.merge(document, 1, Integer::sum) + ",\"t\":" + atMs + "," + signal + "}");
        }
        String header = "{\"v\":\"" + id + "\",\"t\":\"" + tab + "\",\"d\":\"" + document + "\",\"o\":" + origins.get(document) + ",\"at\":"
            + Math.max(1_000, System.currentTimeMillis() - origins.get(document)) + ",\"e\":[" + String.join(",", numbered) + "]}";
        given().contentType("text/plain").body(Frames.frame(1, 0, header, new byte[0])).post("/i/c?k=" + key).then().statusCode(200);
    }

    public RequestSpecification api() {
        return given().header("Authorization", "Bearer " + token);
    }

    /** Redirects are followed, as by everybody who asks for a document's session. */
    public JsonPath session(String id, Predicate<JsonPath> state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Response last;
        do {
            last = api().get("/api/v1/sessions/" + id);
            if (last.statusCode() == 200 && state.test(last.jsonPath())) {
                return last.jsonPath();
            }
            LockSupport.parkNanos(50_000_000);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Not within " + PATIENCE + ": " + last.statusCode() + " " + last.asString());
    }
}
