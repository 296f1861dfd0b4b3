package io.lastseen.session.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.session.TestVisitor;
import io.lastseen.session.event.EventLog;
import io.lastseen.session.webhook.Received.Post;
import io.lastseen.site.Sites;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of real visits, posted to a real HTTP server. */
@QuarkusTest
@TestProfile(WebhookTest.OnThisMachine.class)
class WebhookTest {
    public static class OnThisMachine implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lastseen.webhook.allow-private", "true", "lastseen.webhook.timeout", "2s");
        }
    }

    private static final String WEBHOOK = "/api/v1/sites/demo/webhook";
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Deliveries deliveries;
    @Inject
    EventLog log;
    @Inject
    WebhookSender sender;
    @Inject
    Vertx vertx;
    @Inject
    DataSource database;
    private TestVisitor visitor;
    private Received shop;

    @BeforeEach
    void aShopListens() throws Exception {
        shop = Received.listening();
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
    }

    @AfterEach
    void nobodyListens() {
        api().delete(WEBHOOK).then().statusCode(204);
        shop.close();
    }

    private RequestSpecification api() {
        return given().header("Authorization", "Bearer " + token.value()).contentType("application/json");
    }

    private JsonPath put(Map<String, ?> body) {
        return api().body(body).put(WEBHOOK).then().statusCode(200).extract().jsonPath();
    }

    private static Predicate<Post> about(String session, String type) {
        return post -> post.body().contains(session) && post.body().contains("\"type\":\"" + type + "\"");
    }

    @Test
    void the_end_of_a_visit_is_posted_once_signed_with_the_secret_that_was_shown() throws Exception {
        String secret = put(Map.of("url", shop.url("/hook"), "events", List.of("session.ended"))).getString("secret");
        String session = visitor.opens("tab-" + visitor.id(), "/", "");
        visitor.closes("tab-" + visitor.id(), session);

        Post post = shop.await(about(session, "session.ended"));
        JsonPath body = new JsonPath(post.body());
        long seconds = Long.parseLong(post.signature().replaceAll("t=(\\d+),.*", "$1"));

        assertThat(post.signature()).isEqualTo(Signature.of(secret, seconds, post.body()));
        assertThat(Math.abs(System.currentTimeMillis() / 1_000 - seconds)).isLessThan(60);
        assertThat(post.id()).isEqualTo(body.getString("id"));
        assertThat(post.contentType()).startsWith("application/json");
        assertThat(body.getString("session.end.reason")).isEqualTo("closed");
        awaitDelivery(post.id(), "delivered");
        assertThat(shop.posts()).filteredOn(about(session, "session.ended")).hasSize(1);
        assertThat(shop.posts()).noneMatch(about(session, "session.started"));
    }

    @Test
    void a_failing_server_gets_the_same_event_again_with_the_same_id_until_it_takes_it() throws Exception {
        shop.answering(number -> number < 3 ? 500 : 200);
        put(Map.of("url", shop.url("/hook"), "events", List.of("session.started")));
        String session = visitor.opens("tab-" + visitor.id(), "/", "");

        Post taken = shop.await(post -> about(session, "session.started").test(post) && post.status() == 200);
        JsonPath delivery = awaitDelivery(taken.id(), "delivered");

        List<Post> tries = shop.posts().stream().filter(about(session, "session.started")).toList();
        assertThat(tries.size()).isGreaterThanOrEqualTo(2);
        assertThat(tries).extracting(Post::id).containsOnly(taken.id());
        assertThat(tries).extracting(Post::body).containsOnly(taken.body());
        assertThat(delivery.getInt("attempts")).isEqualTo(tries.size());
        assertThat(delivery.getInt("httpStatus")).isEqualTo(200);
    }

    @Test
    void a_server_that_is_away_leaves_the_delivery_pending_with_the_reason_and_the_next_time() throws Exception {
        String gone = shop.url("/hook");
        shop.close();
        put(Map.of("url", gone));
        String session = visitor.opens("tab-" + visitor.id(), "/", "");

        long deadline = System.nanoTime() + 30_000_000_000L;
        Map<String, Object> delivery = Map.of();
        while (delivery.get("error") == null && System.nanoTime() < deadline) {
            delivery = api().get(WEBHOOK + "/deliveries").jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(item -> item.get("session").equals(session)).findFirst().orElse(Map.of());
        }

        assertThat(delivery).containsEntry("status", "pending").containsEntry("error", "Nothing accepts connections there.");
        assertThat(delivery.get("next")).isNotNull();
    }

    @Test
    void a_test_delivery_says_what_came_of_it_and_redirects_are_not_followed() throws Exception {
        put(Map.of("url", shop.url("/hook")));
        JsonPath good = api().post(WEBHOOK + "/test").then().statusCode(200).extract().jsonPath();
        shop.answering(number -> 302);
        JsonPath redirected = api().post(WEBHOOK + "/test").then().statusCode(200).extract().jsonPath();

        assertThat(good.getBoolean("delivered")).isTrue();
        assertThat(shop.posts().get(0).body()).contains("\"type\":\"webhook.test\"");
        assertThat(shop.posts().get(0).id()).isEqualTo(good.getString("id"));
        assertThat(redirected.getBoolean("delivered")).isFalse();
        assertThat(redirected.getString("error")).contains("redirect");
        assertThat(shop.posts()).extracting(Post::path).doesNotContain("/elsewhere");
    }

    @Test
    void of_two_replicas_one_delivers_each_event() throws Exception {
        WebhookLoop second = new WebhookLoop(deliveries, log, sender, Clock.systemUTC(), vertx);
        second.start(new StartupEvent());
        put(Map.of("url", shop.url("/hook"), "events", List.of("session.final")));
        try (Connection connection = database.getConnection(); Statement insert = connection.createStatement()) {
            insert.execute("""
                insert into outbox (site_id, id, session_id, type, at, session)
                select 'demo', gen_random_uuid(), 'replicated-' || n, 'session.final', now(), jsonb_build_object('site_id', 'demo', 'id', 'replicated-' || n,
                    'state', 'open', 'started_at', now(), 'engaged_ms', 0, 'views', 1, 'revision', 0) from generate_series(1, 100) n""");
        }

        Predicate<Post> replicated = post -> post.body().contains("replicated-");
        for (int n = 1; n <= 100; n++) {
            shop.await(about("\"replicated-" + n + "\"", "session.final"));
        }
        awaitDelivery(shop.posts().stream().filter(replicated).reduce((a, b) -> b).orElseThrow().id(), "delivered");
        second.stop(new ShutdownEvent());

        assertThat(shop.posts()).filteredOn(replicated).extracting(Post::id).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void the_secret_is_shown_once_and_a_new_one_when_asked_for() {
        String first = put(Map.of("url", shop.url("/a"))).getString("secret");

        assertThat(first).hasSizeGreaterThan(40);
        assertThat(put(Map.of("url", shop.url("/b"))).getString("secret")).isNull();
        assertThat(api().get(WEBHOOK).jsonPath().getString("secret")).isNull();
        assertThat(api().get(WEBHOOK).jsonPath().getString("url")).isEqualTo(shop.url("/b"));
        assertThat(put(Map.of("url", shop.url("/b"), "rotateSecret", true)).getString("secret")).isNotNull().isNotEqualTo(first);
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(api().body(Map.of()).put(WEBHOOK).then().statusCode(400).extract().jsonPath().getList("errors.field")).containsExactly("url");
        assertThat(api().body(Map.of("url", "ftp://x.example", "events", List.of("session.bored"))).put(WEBHOOK).then().statusCode(400)
            .extract().jsonPath().getList("errors.field")).containsExactly("url", "events");
        api().get("/api/v1/sites/nobodys/webhook").then().statusCode(404);
        api().post(WEBHOOK + "/test").then().statusCode(404).contentType("application/problem+json");
    }

    private JsonPath awaitDelivery(String id, String status) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        JsonPath last = null;
        while (System.nanoTime() < deadline) {
            last = api().get(WEBHOOK + "/deliveries").jsonPath();
            for (Map<String, Object> item : last.<Map<String, Object>>getList("items")) {
                if (item.get("id").equals(id) && item.get("status").equals(status)) {
                    return new JsonPath(Json.encode(item));
                }
            }
        }
        throw new AssertionError("Not " + status + " within 30 s: " + last.prettify());
    }
}
