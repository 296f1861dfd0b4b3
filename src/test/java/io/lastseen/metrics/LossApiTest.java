package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LossApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RestAssuredConfig DOUBLES = RestAssuredConfig.config()
            .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

    @Inject
    DataSource database;

    private Visits visits;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Losses");
    }

    @Test
    void what_grew_the_most_is_told_first_with_step_reason_and_replays() {
        TestFunnels.create(site, true, "/cart", "/thanks");
        for (int i = 0; i < 10; i++) {
            visits.add(
                    visit("then" + i, -10 + i).over("/guide", "/cart").ended(i < 2 ? "closed" : "left"),
                    visit("now" + i, i).over("/guide", "/cart").ended(i < 6 ? "closed" : "left"),
                    visit("bought" + i, i).over("/guide", "/cart", "/thanks"));
        }

        opensItsSessions(losses())
                .body("units", equalTo(Map.of("sessions", "sessions", "of", "sessions", "rate", "share, 0 to 1",
                        "previousRate", "share, 0 to 1", "lost", "sessions")))
                .body("items.size()", equalTo(1))
                .body("items[0].entry", equalTo("/guide"))
                .body("items[0].source", equalTo("direct"))
                .body("items[0].step", equalTo(0))
                .body("items[0].last", equalTo("/cart"))
                .body("items[0].reason", equalTo("closed"))
                .body("items[0].sessions", equalTo(6))
                .body("items[0].of", equalTo(20))
                .body("items[0].previousRate", closeTo(0.2, 1e-9))
                .body("items[0].lost", closeTo(2.0, 1e-9))
                .body("items[0].newest", equalTo(List.of(5, 4, 3, 2, 1, 0).stream().map(i -> site + "-now" + i).toList()));
    }

    @Test
    void without_a_goal_the_exit_page_is_told_and_a_way_nobody_came_before_has_no_rate() {
        visits.add(visit("a", 0).over("/", "/prices").ended("left"));

        opensItsSessions(losses())
                .body("funnel", nullValue())
                .body("items[0].last", equalTo("/prices"))
                .body("items[0].step", nullValue())
                .body("items[0].previousRate", nullValue())
                .body("items[0].lost", closeTo(1.0, 1e-9));
    }

    @Test
    void whoever_converted_is_not_lost_however_far_the_funnel_saw_them() {
        TestFunnels.create(site, true, "/cart", "/thanks");
        visits.add(
                visit("express", 0).over("/offer", "/thanks").ended("closed"),
                visit("tracked", 1).with(
                        Happening.view("/offer", NOON.plusSeconds(60)), Happening.event("purchase", NOON.plusSeconds(61))),
                visit("lost", 2).over("/offer").ended("closed"));

        opensItsSessions(losses())
                .body("items.size()", equalTo(1))
                .body("items[0].step", equalTo(-1))
                .body("items[0].sessions", equalTo(1))
                .body("items[0].of", equalTo(3));
    }

    @Test
    void a_step_that_is_new_makes_no_loss_of_what_was_lost_before_it_anyway() {
        TestFunnels.create(site, true, "/cart", "/express", "/thanks");
        for (int i = 0; i < 10; i++) {
            visits.add(
                    visit("then" + i, -10 + i).over("/guide", "/cart").ended(i < 5 ? "closed" : "left"),
                    visit("now" + i, i).over(i < 4 ? new String[] {"/guide", "/cart"} : new String[] {"/guide", "/cart", "/express"})
                            .ended(i < 6 ? "closed" : "left"));
        }

        opensItsSessions(losses())
                .body("items.size()", equalTo(1))
                .body("items[0].last", equalTo("/cart"))
                .body("items[0].orLater", equalTo(true))
                .body("items[0].reason", equalTo("closed"))
                .body("items[0].sessions", equalTo(6))
                .body("items[0].previousRate", closeTo(0.5, 1e-9))
                .body("items[0].lost", closeTo(1.0, 1e-9))
                .body("items[0].newest", equalTo(List.of(5, 4, 3, 2, 1, 0).stream().map(i -> site + "-now" + i).toList()));
    }

    @Test
    void all_sites_together_have_no_losses() {
        signedIn().get("/api/v1/metrics/losses").then().statusCode(400).body("detail", containsString("site: is missing"));
    }

    @Test
    void whoever_did_a_goal_is_not_among_the_lost_of_a_site_without_a_goal_funnel() {
        visits.add(
                visit("lost", 0).over("/", "/prices").ended("left"),
                visit("bought", 1).with(
                        Happening.view("/", NOON.plusSeconds(60)),
                        Happening.event("purchase", NOON.plusSeconds(61)),
                        Happening.view("/prices", NOON.plusSeconds(62))).ended("left"));

        opensItsSessions(losses()).body("items.size()", equalTo(1)).body("items[0].sessions", equalTo(1));
        asked().queryParam("step", 0).get("/api/v1/metrics/losses/sessions").then().statusCode(400)
                .contentType("application/problem+json").body("errors[0].field", equalTo("step"));
        signedIn().get("/api/v1/metrics/losses/sessions").then().statusCode(400).body("detail", containsString("site: is missing"));
    }

    @Test
    void a_step_that_the_funnel_does_not_have_is_refused_with_those_it_has() {
        TestFunnels.create(site, true, "/cart", "/thanks");

        for (int step : new int[] {-5, 2, 99}) {
            asked().queryParam("step", step).get("/api/v1/metrics/losses/sessions").then().statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("step: is from 0 to 1, or -1 for those who did not reach the first, not " + step));
        }
        for (int step : new int[] {-1, 0, 1}) {
            asked().queryParam("step", step).get("/api/v1/metrics/losses/sessions").then().statusCode(200);
        }
    }

    @Test
    void the_sessions_of_a_loss_come_in_pages() {
        TestFunnels.create(site, true, "/cart", "/thanks");
        visits.add(visit("a", 0).over("/cart"), visit("b", 1).over("/cart"), visit("c", 2).over("/cart").ended("left"));

        String next = asked().queryParam("step", 0).queryParam("reason", "closed").queryParam("limit", 1)
                .get("/api/v1/metrics/losses/sessions").then().statusCode(200)
                .body("items.id", equalTo(List.of(site + "-b"))).extract().path("next");
        asked().queryParam("step", 0).queryParam("reason", "closed").queryParam("limit", 1).queryParam("cursor", next)
                .get("/api/v1/metrics/losses/sessions").then().statusCode(200)
                .body("items.id", equalTo(List.of(site + "-a"))).body("next", nullValue());
    }

    /** Those of the first loss: as many as it says, and the newest ones first. */
    private ValidatableResponse opensItsSessions(ValidatableResponse losses) {
        Map<String, Object> loss = losses.extract().path("items[0]");
        RequestSpecification request = asked().queryParam("entry", loss.get("entry"))
                .queryParam("source", loss.get("source"))
                .queryParam("reason", loss.get("reason"))
                .queryParam("orLater", loss.get("orLater"));
        if (loss.get("step") == null) {
            request.queryParam("exit", loss.get("last"));
        } else {
            request.queryParam("step", loss.get("step"));
        }
        request.get("/api/v1/metrics/losses/sessions").then().statusCode(200)
                .body("items.size()", equalTo(loss.get("sessions")))
                .body("items.id", equalTo(loss.get("newest")));
        return losses;
    }

    private Visit visit(String id, int minutes) {
        return Visit.closed(site, site + "-" + id, NOON.plus(Duration.ofMinutes(minutes)), Duration.ofMinutes(1));
    }

    private ValidatableResponse losses() {
        return asked().get("/api/v1/metrics/losses").then().statusCode(200);
    }

    private RequestSpecification asked() {
        return signedIn().config(DOUBLES)
                .queryParam("site", site)
                .queryParam("from", NOON.toString())
                .queryParam("to", NOON.plus(Duration.ofHours(1)).toString());
    }
}
