package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OverviewApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final RestAssuredConfig DOUBLES = RestAssuredConfig.config()
            .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

    @Inject
    DataSource database;

    private Visits visits;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Overview");
    }

    @Test
    void of_a_thousand_sessions_a_hundred_buy_that_is_a_drop_off_of_ninety_percent() {
        List<Visit> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Visit visit = visit("v" + i, i).ended(i < 640 ? "closed" : "left");
            all.add(i % 10 == 0 ? visit.with(
                    Happening.view("/thanks", visit.startedAt()), Happening.event("purchase", visit.startedAt().plusSeconds(1)))
                    : visit.over("/"));
        }
        visits.add(all);

        overview()
                .body("sessions", equalTo(1_000))
                .body("dropOff.rate", closeTo(0.9, 1e-12))
                .body("dropOff.sessions", equalTo(900))
                .body("dropOff.purchases", equalTo(100))
                .body("dropOff.byReason.reason", equalTo(List.of("closed", "left")))
                .body("dropOff.byReason.sessions", equalTo(List.of(576, 324)))
                .body("dropOff.byReason.rate.sum()", closeTo(0.9, 1e-12));
    }

    @Test
    void without_a_goal_there_is_no_drop_off() {
        visits.add(visit("only", 0).over("/", "/cart"));

        overview().body("sessions", equalTo(1)).body("dropOff", nullValue());
    }

    @Test
    void the_last_step_of_a_goal_is_a_purchase_whatever_came_before() {
        TestFunnels.create(site, true, "/cart", "/thanks");
        visits.add(
                visit("bought", 0).over("/", "/thanks"),
                visit("looked", 1).over("/cart", "/"),
                visit("still there", 2).over("/cart").stillOpen());

        overview().body("dropOff.rate", closeTo(0.5, 1e-12)).body("dropOff.of", equalTo(2)).body("open", equalTo(1));
    }

    @Test
    void forty_minutes_over_six_pages_are_one_session() {
        visits.add(Visit.closed(site, site + "-long", NOON, Duration.ofMinutes(40)).over("/", "/a", "/b", "/c", "/d", "/e"));

        overview()
                .body("sessions", equalTo(1))
                .body("views", equalTo(6))
                .body("pagesPerSession", closeTo(6, 1e-12))
                .body("bounce.rate", closeTo(0, 1e-12));
    }

    @Test
    void bounce_is_a_single_view_without_ten_engaged_seconds_and_without_a_purchase() {
        visits.add(
                visit("glanced", 0).over("/").engaged(9_999),
                visit("read", 1).over("/").engaged(10_000),
                visit("went on", 2).over("/", "/cart").engaged(3_000),
                visit("bought at once", 3)
                        .with(Happening.view("/", NOON), Happening.event("purchase", NOON.plusSeconds(2)))
                        .engaged(4_000),
                visit("has just come", 4).over("/").engaged(10).stillOpen());

        overview()
                .body("bounce.sessions", equalTo(1))
                .body("bounce.of", equalTo(4))
                .body("bounce.rate", closeTo(0.25, 1e-12))
                .body("bounce.singleView.sessions", equalTo(3))
                .body("bounce.notEngaged.sessions", equalTo(0))
                .body("engagedMedianMs", equalTo(6_999 + 1));
    }

    @Test
    void the_rule_of_google_analytics_looks_at_ten_seconds_of_session() {
        visits.add(
                Visit.closed(site, site + "-10", NOON, Duration.ofSeconds(10)).over("/"),
                Visit.closed(site, site + "-11", NOON, Duration.ofMillis(10_001)).over("/"));

        overview().body("bounce.notEngaged.sessions", equalTo(1));
    }

    @Test
    void robots_unseen_visits_and_merged_sessions_are_no_sessions() {
        visits.add(
                visit("robot", 0).over("/").notCounted(),
                visit("merged", 1).over("/").supersededBy("person"),
                visit("person", 2).over("/"));

        overview().body("sessions", equalTo(1)).body("visitors", equalTo(1)).body("views", equalTo(1));
    }

    @Test
    void a_visitor_that_comes_twice_is_one_visitor() {
        visits.add(visit("first", 0).over("/").by("anna"), visit("second", 1).over("/").by("anna"));

        overview().body("sessions", equalTo(2)).body("visitors", equalTo(1));
    }

    @Test
    void end_reasons_say_their_share_what_may_change_and_how_soon_they_were_known() {
        visits.add(
                visit("a", 0).over("/"),
                visit("b", 1).over("/").provisional(true),
                visit("c", 2).over("/"),
                visit("d", 3).over("/").ended("left"),
                visit("e", 4).over("/").stillOpen());

        overview()
                .body("endReasons.reason", equalTo(List.of("closed", "left")))
                .body("endReasons.sessions", equalTo(List.of(3, 1)))
                .body("endReasons[0].share", closeTo(0.75, 1e-12))
                .body("endReasons.provisional", equalTo(List.of(1, 0)))
                .body("endReasons.reopened", equalTo(List.of(1, 0)))
                .body("endReasons[0].timeToKnowMs.p50", equalTo(5_000))
                .body("reopened", equalTo(1));
    }

    @Test
    void a_session_belongs_to_the_period_it_starts_in() {
        visits.add(
                Visit.closed(site, site + "-before", NOON.minusMillis(1), HALF_A_MINUTE).over("/"),
                Visit.closed(site, site + "-first", NOON, HALF_A_MINUTE).over("/"),
                Visit.closed(site, site + "-after", NOON.plusSeconds(60), HALF_A_MINUTE).over("/"));

        overview(NOON.toString(), "2026-05-04T14:01:00+02:00")
                .body("sessions", equalTo(1))
                .body("from", equalTo("2026-05-04T12:00:00.000Z"))
                .body("to", equalTo("2026-05-04T12:01:00.000Z"));
    }

    @Test
    void a_period_without_sessions_has_no_rates() {
        overview()
                .body("sessions", equalTo(0))
                .body("bounce.rate", nullValue())
                .body("engagedMedianMs", nullValue())
                .body("pagesPerSession", nullValue())
                .body("endReasons", empty());
    }

    @Test
    void each_number_says_what_it_means_and_in_what_it_is_counted() {
        overview()
                .body("definitions", aMapWithSize(Definition.values().length))
                .body("units.keySet()", hasItem("engagedMedianMs"))
                .body("definitions.values()", everyItem(not(equalTo(""))))
                .body("bounce.definition", containsString("10 s"));
    }

    @Test
    void the_period_is_the_last_thirty_days_unless_it_is_said() {
        visits.add(Visit.closed(site, site + "-now", Instant.now().minusSeconds(90), HALF_A_MINUTE).over("/"));
        visits.add(Visit.closed(site, site + "-old", Instant.now().minus(Duration.ofDays(31)), HALF_A_MINUTE).over("/"));

        signedIn().queryParam("site", site).get("/api/v1/metrics/overview").then().statusCode(200).body("sessions", equalTo(1));
        signedIn().get("/api/v1/metrics/overview").then().statusCode(200).body("site", nullValue());
    }

    @Test
    void what_cannot_be_asked_is_a_problem() {
        problem(signedIn().queryParam("site", "nowhere"), 404, "no site nowhere");
        problem(signedIn().queryParam("from", "yesterday"), 400, "from: 'yesterday' is not a time");
        problem(signedIn().queryParam("to", "2026-05-04T12:00:00"), 400, "to: ");
        problem(signedIn().queryParam("from", NOON.toString()).queryParam("to", NOON.toString()), 400, "not before to");
        problem(signedIn().queryParam("from", "+999999999-01-01T00:00:00Z"), 400, "from: ");
    }

    private static void problem(io.restassured.specification.RequestSpecification request, int status, String detail) {
        request.get("/api/v1/metrics/overview")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    private Visit visit(String name, int second) {
        return Visit.closed(site, site + "-" + name, NOON.plusSeconds(second), HALF_A_MINUTE);
    }

    private ValidatableResponse overview() {
        return overview("2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z");
    }

    private ValidatableResponse overview(String from, String to) {
        return signedIn().config(DOUBLES)
                .queryParam("site", site)
                .queryParam("from", from)
                .queryParam("to", to)
                .get("/api/v1/metrics/overview")
                .then()
                .statusCode(200);
    }
}
