package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static io.lastseen.metrics.TestFunnels.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FunnelApiTest {
    @Inject
    DataSource database;

    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        site = TestSites.create("Funnels");
    }

    @Test
    void the_demo_shop_has_its_funnel_from_the_start() {
        signedIn().queryParam("site", "demo").get("/api/v1/funnels").then().statusCode(200)
                .body("items.find { it.id == 'demo' }.steps.match",
                        contains("/demo/products/*", "/demo/cart", "/demo/checkout", "/demo/thanks"))
                .body("items.find { it.id == 'demo' }.goal", equalTo(true))
                .body("items.find { it.id == 'demo' }.mode", equalTo("sequential"));
    }

    @Test
    void a_new_site_has_none() {
        signedIn().queryParam("site", site).get("/api/v1/funnels").then().statusCode(200)
                .body("items", equalTo(List.of())).body("next", nullValue());
    }

    @Test
    void a_funnel_is_created_read_and_deleted() {
        Map<String, Object> draft = new HashMap<>();
        draft.put("site", site);
        draft.put("name", " Sign-up ");
        draft.put("steps", List.of(
                Map.of("kind", "path", "match", "/pricing"),
                Map.of("name", "Plan chosen", "kind", "click", "match", "[data-plan=pro]"),
                Map.of("name", "Signed up", "kind", "event", "match", "signup")));
        String id = signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels").then().statusCode(201)
                .header("Location", containsString("/api/v1/funnels/"))
                .body("name", equalTo("Sign-up"))
                .body("steps.name", contains("/pricing", "Plan chosen", "Signed up"))
                .body("steps.kind", contains("path", "click", "event"))
                .body("mode", equalTo("sequential"))
                .body("goal", equalTo(false))
                .body("createdAt", notNullValue())
                .extract().path("id");

        signedIn().get("/api/v1/funnels/" + id).then().statusCode(200).body("site", equalTo(site));
        signedIn().get("/api/v1/funnels").then().statusCode(200).body("items.id", hasItem(id));
        signedIn().delete("/api/v1/funnels/" + id).then().statusCode(204);
        signedIn().delete("/api/v1/funnels/" + id).then().statusCode(404).contentType("application/problem+json");
        signedIn().get("/api/v1/funnels/" + id).then().statusCode(404);
        signedIn().get("/api/v1/funnels/" + id + "/report").then().statusCode(404);
    }

    @Test
    void a_funnel_is_changed_and_stays_with_its_site() {
        String id = TestFunnels.create(site, false, "/a", "/b");
        Map<String, Object> draft =
                TestFunnels.draft(site, "strict", true, List.of(step("path", "/a"), step("event", "signup")));
        draft.put("name", "Sign-up");

        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + id).then().statusCode(200)
                .body("name", equalTo("Sign-up")).body("mode", equalTo("strict")).body("goal", equalTo(true));
        signedIn().get("/api/v1/funnels/" + id).then().body("steps.match", contains("/a", "signup"));

        draft.put("site", "demo");
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + id).then().statusCode(400)
                .body("errors.field", contains("site"));
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/none").then().statusCode(404);
    }

    @Test
    void a_preview_counts_and_keeps_nothing() {
        new Visits(database).add(
                Visit.closed(site, site + "-a", Instant.parse("2026-05-04T12:00:00Z"), Duration.ofMinutes(1)).over("/a", "/b"),
                Visit.closed(site, site + "-b", Instant.parse("2026-05-04T12:05:00Z"), Duration.ofMinutes(1)).over("/a"));
        Map<String, Object> draft =
                TestFunnels.draft(site, "sequential", false, List.of(step("path", "/a"), step("path", "/b")));

        signedIn().contentType(ContentType.JSON).body(draft)
                .queryParam("from", "2026-05-04T00:00:00Z").queryParam("to", "2026-05-05T00:00:00Z")
                .post("/api/v1/funnels/preview").then().statusCode(200).body("steps.reached", contains(2, 1));
        draft.remove("name");
        signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels/preview").then().statusCode(200)
                .body("funnel.name", equalTo("preview"));
        signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels").then().statusCode(400)
                .body("errors.field", contains("name"));
        signedIn().queryParam("site", site).get("/api/v1/funnels").then().body("items", equalTo(List.of()));
    }

    @Test
    void steps_are_suggested_from_what_visitors_did_lately() {
        Instant lately = Instant.now().minus(Duration.ofDays(1));
        new Visits(database).add(
                Visit.closed(site, site + "-a", lately, Duration.ofMinutes(1)).with(
                        Happening.view("/cart", lately),
                        Happening.view("/", lately.plusSeconds(1)),
                        Happening.event("signup", lately.plusSeconds(2)),
                        Happening.click("{\"id\":\"buy\",\"data\":{\"plan\":\"pro\"},\"label\":\"Buy now\"}", lately.plusSeconds(3)),
                        Happening.click("{\"path\":\"main>div>svg:nth-of-type(2)\"}", lately.plusSeconds(4))),
                Visit.closed(site, site + "-b", lately, Duration.ofMinutes(1)).over("/", "/"));

        suggestions("path", "").body("items.match", contains("/", "/cart")).body("items.sessions", contains(2, 1));
        suggestions("path", "CAR").body("items.match", contains("/cart"));
        suggestions("event", "").body("items.match", contains("signup"));
        suggestions("click", "").body("items.match", containsInAnyOrder("#buy", "Buy now", "[data-plan=\"pro\"]", "main>div>svg:nth-of-type(2)"));
        signedIn().get("/api/v1/funnels/suggestions").then().statusCode(400);
    }

    private ValidatableResponse suggestions(String kind, String holding) {
        return signedIn().queryParam("site", site).queryParam("kind", kind).queryParam("q", holding)
                .get("/api/v1/funnels/suggestions").then().statusCode(200);
    }

    @Test
    void lists_page_by_cursor() {
        String first = TestFunnels.create(site, false, "/a", "/b");
        String second = TestFunnels.create(site, false, "/b", "/c");
        String third = TestFunnels.create(site, false, "/c", "/d");

        String next = signedIn().queryParam("site", site).queryParam("limit", 2).get("/api/v1/funnels").then().statusCode(200)
                .body("items.id", contains(first, second)).extract().path("next");
        signedIn().queryParam("site", site).queryParam("limit", 2).queryParam("cursor", next).get("/api/v1/funnels")
                .then().statusCode(200).body("items.id", contains(third)).body("next", nullValue());
        signedIn().queryParam("cursor", "nonsense").get("/api/v1/funnels").then().statusCode(400);
    }

    @Test
    void a_funnel_of_a_deleted_kind_says_which_fields_are_wrong() {
        Map<String, Object> draft = TestFunnels.draft("nowhere", "backwards", false, List.of(
                Map.of("kind", "swipe", "match", "x"),
                Map.of("kind", "path", "match", "cart"),
                Map.of("kind", "path", "match", "/cart?x=1"),
                Map.of("kind", "click", "match", "[buy]"),
                Map.of("kind", "event", "match", " ")));
        draft.put("name", "");

        signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels").then().statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains("site", "name", "mode", "steps[0].kind", "steps[1].match", "steps[2].match",
                        "steps[3].match", "steps[4].match"))
                .body("errors[4].detail", containsString("/products/*"));
    }

    @Test
    void a_funnel_has_two_to_twenty_steps_and_none_is_null() {
        refused(List.of(step("path", "/a")), "steps: are 1");
        refused(Collections.nCopies(21, step("path", "/a")), "steps: are 21");
        refused(Collections.nCopies(2, null), "steps[0]: is null");
        refused(List.of(step("path", "/a"), step("path", "/\u0000")), "control character");
        refused(List.of(step("path", "/a"), step("path", "/***********")), "wildcards");
        signedIn().contentType(ContentType.JSON).post("/api/v1/funnels").then().statusCode(400);
        signedIn().contentType(ContentType.JSON).body("[").post("/api/v1/funnels").then().statusCode(400);
    }

    @Test
    void its_paths_are_documented_with_examples() {
        signedIn().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200)
                .body("paths.'/api/v1/metrics/overview'.get.operationId", equalTo("metricsOverview"))
                .body("paths.'/api/v1/funnels/{id}/report'.get.operationId", equalTo("reportFunnel"))
                .body("components.schemas.FunnelStep.properties.match.examples", not(nullValue()));
    }

    private void refused(List<Map<String, String>> steps, String detail) {
        signedIn().contentType(ContentType.JSON).body(TestFunnels.draft(site, "any", false, steps)).post("/api/v1/funnels")
                .then().statusCode(400).body("detail", containsString(detail));
    }
}
