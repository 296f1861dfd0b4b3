package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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
class GoalApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private String site;

    @BeforeEach
    void a_site_where_two_came_and_one_signed_up() {
        site = TestSites.create("Goals");
        new Visits(database).add(
                Visit.closed(site, site + "-signed", NOON, Duration.ofMinutes(1)).over("/", "/welcome/anna"),
                Visit.closed(site, site + "-looked", NOON, Duration.ofMinutes(1)).over("/", "/prices"));
    }

    @Test
    void a_goal_counts_for_visits_of_before_and_no_longer_when_it_is_gone() {
        overview().body("dropOff", nullValue());

        String id = create("path", "/welcome/*").statusCode(201).body("name", equalTo("/welcome/*")).extract().path("id");
        overview().body("dropOff.purchases", equalTo(1)).body("dropOff.of", equalTo(2));

        signedIn().contentType(ContentType.JSON)
                .body(Map.of("site", site, "name", "Prices or welcome", "kind", "path", "match", "/*"))
                .put("/api/v1/goals/" + id)
                .then()
                .statusCode(200);
        overview().body("dropOff.purchases", equalTo(2));

        signedIn().delete("/api/v1/goals/" + id).then().statusCode(204);
        overview().body("dropOff", nullValue());
        signedIn().get("/api/v1/goals/" + id).then().statusCode(404);
    }

    @Test
    void goals_are_listed_by_site() {
        create("event", "signup").statusCode(201);

        signedIn().queryParam("site", site).get("/api/v1/goals").then().body("items.match", equalTo(List.of("signup")));
        signedIn().queryParam("site", "nowhere").get("/api/v1/goals").then().statusCode(404);
    }

    @Test
    void each_goal_says_how_many_sessions_of_which_did_it() {
        create("path", "/welcome/*").statusCode(201);
        create("path", "/*").statusCode(201);
        create("event", "signup").statusCode(201);

        signedIn().queryParams("site", site, "from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z").get("/api/v1/metrics/goals")
                .then().statusCode(200)
                .body("items.sessions", equalTo(List.of(1, 2, 0)))
                .body("items.of", equalTo(List.of(2, 2, 2)))
                .body("items[0].rate", equalTo(0.5f))
                .body("units", equalTo(Map.of("sessions", "sessions", "of", "sessions", "rate", "share, 0 to 1")));
        signedIn().queryParams("site", site, "from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z", "page", "/prices")
                .get("/api/v1/metrics/goals").then().body("items.sessions", equalTo(List.of(0, 1, 0)));
        signedIn().queryParam("site", "nowhere").get("/api/v1/metrics/goals").then().statusCode(404);
    }

    @Test
    void each_goal_lists_the_sessions_that_did_it_also_by_a_click() {
        new Visits(database).add(Visit.closed(site, site + "-clicked", NOON, Duration.ofMinutes(1)).with(
                Happening.view("/", NOON), Happening.click("{\"id\":\"buy\"}", NOON.plusSeconds(3))));
        String welcome = create("path", "/welcome/*").statusCode(201).extract().path("id");
        String clicked = create("click", "#buy").statusCode(201).extract().path("id");

        assertThat(listed(welcome)).containsExactly(site + "-signed");
        assertThat(listed(clicked)).containsExactly(site + "-clicked");
        assertThat(listed(clicked, "reason", "left")).isEmpty();
        assertThat(listed(welcome, "page", "/prices")).isEmpty();
        signedIn().get("/api/v1/metrics/goals/none/sessions").then().statusCode(404).body("detail", containsString("no goal none"));
    }

    private List<String> listed(String goal, String... narrowed) {
        RequestSpecification asked = signedIn().queryParams("from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z");
        for (int i = 0; i < narrowed.length; i += 2) {
            asked.queryParam(narrowed[i], narrowed[i + 1]);
        }
        return asked.get("/api/v1/metrics/goals/" + goal + "/sessions").then().statusCode(200).extract().path("items.id");
    }

    @Test
    void what_is_wrong_is_named() {
        create("path", "welcome").statusCode(400).body("detail", containsString("match: 'welcome' is not a path"));
        create("mood", "good").statusCode(400).body("detail", containsString("kind: is not path, event or click"));
    }

    private ValidatableResponse create(String kind, String match) {
        return signedIn().contentType(ContentType.JSON)
                .body(Map.of("site", site, "kind", kind, "match", match))
                .post("/api/v1/goals")
                .then();
    }

    private ValidatableResponse overview() {
        return signedIn().queryParam("site", site)
                .queryParam("from", NOON.toString())
                .queryParam("to", NOON.plusSeconds(60).toString())
                .get("/api/v1/metrics/overview")
                .then()
                .statusCode(200);
    }
}
