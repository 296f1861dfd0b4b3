package io.lastseen.recording;

import static io.restassured.RestAssured.given;

import io.lastseen.wire.AssetMessages;
import io.lastseen.wire.Frames;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A page that is opened, recorded and closed, at the doors and before the API. */
public final class RecordedVisit {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long LIFE_MS = 5_000;
    private final String key;
    private final String token;
    private final String visitor;
    private final String document = UUID.randomUUID().toString();
    private final long origin = System.currentTimeMillis() - LIFE_MS;
    private int signals;

    public RecordedVisit(String key, String token) {
        this(key, token, UUID.randomUUID().toString());
    }

    public RecordedVisit(String key, String token, String visitor) {
        this.key = key;
        this.token = token;
        this.visitor = visitor;
    }

    public String document() {
        return document;
    }

    public String visitor() {
        return visitor;
    }

    public RecordedVisit opens() {
        frame("", 0, signal(1, "\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example/order\",\"vis\":\"visible\",\"focus\":true") + ","
            + signal(301, "\"k\":\"view\",\"how\":\"load\",\"path\":\"/order\",\"title\":\"Order of Jane Roe\"") + ","
            + signal(900, "\"k\":\"input\",\"kind\":\"pointer\""), "").then().statusCode(200);
        return this;
    }

    public RecordedVisit closes() {
        frame("", 0, signal(4_000, "\"k\":\"pagehide\",\"persisted\":false,\"swap\":\"none\""), "").then().statusCode(200);
        return this;
    }

    /** A chunk of the page's first seconds. */
    public Response sends(int sequence, String payload) {
        return sends(sequence, 10 + sequence, 1_000 + sequence, payload);
    }

    /** @param firstMs since the page's origin */
    public Response sends(int sequence, long firstMs, long lastMs, String payload) {
        return frame("\"s\":" + sequence + ",\"f\":" + firstMs + ",\"l\":" + lastMs + ",\"k\":" + (sequence == 0) + ",", 1, "", payload);
    }

    /** An image that could not be read. */
    public Response shows(String url) {
        return given().contentType("text/plain")
            .body(AssetMessages.message(document, "{\"u\":\"" + url + "\",\"w\":60,\"h\":40}", new byte[0])).post("/i/a?k=" + key);
    }

    public Response says(String signal) {
        return frame("", 0, signal(4_100, signal), "");
    }

    private String signal(long atMs, String fields) {
        return "{\"n\":" + ++signals + ",\"t\":" + atMs + "," + fields + "}";
    }

    private Response frame(String span, int codec, String signals, String payload) {
        String header = "{\"v\":\"" + visitor + "\",\"t\":\"tab_" + visitor + "\",\"d\":\"" + document + "\",\"o\":" + origin + ",\"at\":" + LIFE_MS + ","
            + span + "\"e\":[" + signals + "]}";
        return given().contentType("text/plain").body(Frames.frame(1, codec, header, payload.getBytes(StandardCharsets.UTF_8))).post("/i/c?k=" + key);
    }

    public RequestSpecification api() {
        return given().header("Authorization", "Bearer " + token);
    }

    /** Waits until nothing of its end can change any more. */
    public RecordedVisit becomesFinal() {
        until("session " + document + " is final", () -> {
            Response answer = api().get("/api/v1/sessions/" + document);
            return answer.statusCode() == 200 && "ended".equals(answer.path("state")) && !answer.<Boolean>path("end.provisional");
        });
        return this;
    }

    public JsonPath manifest() {
        until("session " + document + " is there", () -> api().get("/api/v1/sessions/" + document).statusCode() == 200);
        return api().get("/api/v1/sessions/" + document + "/recording").then().statusCode(200).extract().jsonPath();
    }

    /** All bytes of what the manifest describes. */
    public String plays(JsonPath manifest) {
        return api().get(manifest.getString("dataUrl")).then().statusCode(200).extract().asString();
    }

    /** For what the service does by itself: looks again until it is so. */
    public static void until(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
