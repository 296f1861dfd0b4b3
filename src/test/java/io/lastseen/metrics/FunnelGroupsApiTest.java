package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Funnels over time, told apart, and the sessions that are counted there. */
@QuarkusTest
class FunnelGroupsApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private Visits visits;
    private String site;
    private String funnel;

    @BeforeEach
    void a_funnel_of_a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Funnels");
        funnel = TestFunnels.create(site, false, "/a", "/b", "/c");
    }

    @Test
    void a_day_on_which_clocks_go_forward_has_23_hours_and_its_sessions() {
        visits.add(
                visit("before", "2026-03-28T22:59:59Z").over("/a", "/b", "/c"),
                visit("first", "2026-03-28T23:00:00Z").over("/a", "/b", "/c"),
                visit("last", "2026-03-29T21:59:59Z").over("/a", "/b"),
                visit("after", "2026-03-29T22:00:00Z").over("/a"));

        series("2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z", "day", "Europe/Berlin")
                .body("zone", equalTo("Europe/Berlin"))
                .body("points.at", contains("2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"))
                .body("points.entered", contains(2, 1))
                .body("points.completed", contains(1, 0))
                .body("points.conversion", contains(0.5f, 0f))
                .body("points.reached", contains(List.of(2, 2, 1), List.of(1, 0, 0)))
                .body("totals.entered", equalTo(3))
                .body("previous.from", equalTo("2026-03-26T23:00:00.000Z"))
                .body("previous.points.entered", contains(0, 1))
                .body("previous.points.conversion", contains(null, 1f));
        series("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "hour", "Europe/Berlin").body("points", hasSize(23));
    }

    @Test
    void the_hour_that_a_night_has_twice_is_two_points() {
        visits.add(
                visit("summer", "2026-10-25T00:30:00Z").over("/a"),
                visit("winter", "2026-10-25T01:30:00Z").over("/a", "/b", "/c"));

        series("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "hour", "Europe/Berlin")
                .body("points", hasSize(25))
                .body("points[2].at", equalTo("2026-10-25T00:00:00.000Z"))
                .body("points[2].conversion", equalTo(0f))
                .body("points[3].at", equalTo("2026-10-25T01:00:00.000Z"))
                .body("points[3].conversion", equalTo(1f));
    }

    @Test
    void groups_of_which_somebody_entered_come_sorted_in_pages_beside_the_period_before() {
        visits.add(
                visit("a", NOON).over("/a", "/b", "/c").in("DE", "de"),
                visit("b", NOON).over("/a", "/b").in("DE", "de").ended("left"),
                visit("c", NOON).over("/a", "/b", "/c").in("FR", "fr"),
                visit("d", NOON).over("/x").in("BR", "pt"),
                visit("then", NOON.minus(Duration.ofDays(1))).over("/a").in("DE", "de"));

        String next = breakdown("country", "-entered", 1)
                .body("by", equalTo("country"))
                .body("definition", equalTo(BreakdownBy.COUNTRY.definition()))
                .body("definitions.conversion", equalTo(FunnelDefinition.CONVERSION))
                .body("units.conversion", equalTo("share, 0 to 1"))
                .body("total", equalTo(2))
                .body("totals.reached", contains(3, 3, 2))
                .body("items.key", contains("DE"))
                .body("items[0].reached", contains(2, 2, 1))
                .body("items[0].conversion", equalTo(0.5f))
                .body("items[0].previous.entered", equalTo(1))
                .body("items[0].previous.conversion", equalTo(0f))
                .extract().path("next");
        asked().queryParam("by", "country").queryParam("limit", 1).queryParam("cursor", next)
                .get("/api/v1/funnels/" + funnel + "/breakdown").then().statusCode(200)
                .body("items.key", contains("FR")).body("next", nullValue());
        breakdown("country", "-conversion", 50).body("items.key", contains("FR", "DE"));
        breakdown("country", "key", 50).body("items.key", contains("DE", "FR"));
        breakdown("entry", "-entered", 50).body("items.key", contains("/a"));
        breakdown("visitors", "-entered", 50).body("items.key", contains("new"));
    }

    @Test
    void each_number_of_a_group_opens_the_sessions_it_counts() {
        visits.add(
                visit("all", NOON).over("/a", "/b", "/c").in("DE", "de"),
                visit("half", NOON.plusSeconds(1)).over("/a", "/b").in("DE", "de").ended("left"),
                visit("open", NOON.plusSeconds(2)).over("/a", "/b").in("DE", "de").stillOpen(),
                visit("elsewhere", NOON.plusSeconds(3)).over("/a", "/b").in("FR", "fr"));

        sessions(0, Map.of("country", "DE")).body("items.id", contains(id("open"), id("half"), id("all")))
                .body("items[1].end.reason", equalTo("left")).body("next", nullValue());
        sessions(2, Map.of("country", "DE")).body("items.id", contains(id("all")));
        sessions(1, Map.of("stopped", "true")).body("items.id", contains(id("elsewhere"), id("open"), id("half")));
        sessions(1, Map.of("stopped", "true", "reason", "open")).body("items.id", contains(id("open")));
        String next = sessions(1, Map.of("limit", "3")).body("items", hasSize(3)).extract().path("next");
        sessions(1, Map.of("limit", "3", "cursor", next)).body("items.id", contains(id("all"))).body("next", nullValue());
        asked().get("/api/v1/funnels/" + funnel + "/steps/3/sessions").then().statusCode(404)
                .body("detail", containsString("no step 3"));
    }

    @Test
    void both_can_be_narrowed() {
        visits.add(visit("a", NOON).over("/a", "/b", "/c").in("DE", "de"), visit("b", NOON).over("/a").in("FR", "fr"));

        asked().queryParam("country", "FR").get("/api/v1/funnels/" + funnel + "/series").then().statusCode(200)
                .body("totals.reached", contains(1, 0, 0));
        asked().queryParam("country", "FR").queryParam("by", "country").get("/api/v1/funnels/" + funnel + "/breakdown")
                .then().statusCode(200).body("items.key", containsInAnyOrder("FR"));
    }

    @Test
    void both_are_tables_with_a_column_for_each_step() {
        visits.add(visit("a", NOON).over("/a", "/b", "/c").in("DE", "de"), visit("b", NOON).over("/a", "/b").in("DE", "de"));

        asked().get("/api/v1/funnels/" + funnel + "/series/csv").then().statusCode(200).contentType(containsString("text/csv"))
                .body(equalTo("period,at,entered,completed,conversion,reached 1 /a,reached 2 /b,reached 3 /c\r\n"
                        + "this,2026-05-04T00:00:00.000Z,2,1,0.5,2,2,1\r\n"
                        + "previous,2026-05-03T00:00:00.000Z,0,0,,0,0,0\r\n"));
        asked().queryParam("by", "country").get("/api/v1/funnels/" + funnel + "/breakdown/csv").then().statusCode(200)
                .contentType(containsString("text/csv"))
                .body(equalTo("country,entered,completed,conversion,previousEntered,previousCompleted,previousConversion,reached 1 /a,"
                        + "reached 2 /b,reached 3 /c\r\nDE,2,1,0.5,0,0,,2,2,1\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "series, granularity, year, granularity",
        "series, granularity, hour, granularity",
        "series, zone, Mars, zone",
        "series, from, yesterday, from",
        "series, visitors, old, visitors",
        "breakdown, by, page, by",
        "breakdown, by, reason, by",
        "breakdown, sort, -bounce, sort",
        "breakdown, to, 2020-01-01, to",
        "breakdown, country, DE, from"
    })
    void what_cannot_be_read_is_named(String of, String parameter, String value, String field) {
        RequestSpecification request = signedIn().queryParam(parameter, value);
        if (value.equals("hour")) {
            request.queryParam("from", "2020-01-01T00:00:00Z").queryParam("to", "2026-01-01T00:00:00Z");
        } else if (value.equals("DE")) {
            request.queryParam("from", "2026-01-02T00:00:00Z").queryParam("to", "2026-01-01T00:00:00Z");
        }
        request.get("/api/v1/funnels/" + funnel + "/" + of).then().statusCode(400)
                .contentType("application/problem+json").body("errors.field", contains(field));
        request.get("/api/v1/funnels/" + funnel + "/" + of + "/csv").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"series", "series/csv", "breakdown", "breakdown/csv", "steps/0/sessions"})
    void a_funnel_that_is_not_there_is_not_found(String of) {
        signedIn().get("/api/v1/funnels/nothing/" + of).then().statusCode(404).body("detail", containsString("no funnel nothing"));
    }

    private String id(String name) {
        return site + "-" + name;
    }

    private Visit visit(String name, Instant at) {
        return Visit.closed(site, id(name), at, Duration.ofMinutes(2));
    }

    private Visit visit(String name, String at) {
        return visit(name, Instant.parse(at));
    }

    private ValidatableResponse series(String from, String to, String granularity, String zone) {
        return signedIn().queryParam("from", from).queryParam("to", to).queryParam("granularity", granularity)
                .queryParam("zone", zone).get("/api/v1/funnels/" + funnel + "/series").then().statusCode(200);
    }

    private ValidatableResponse breakdown(String by, String sort, int limit) {
        return asked().queryParam("by", by).queryParam("sort", sort).queryParam("limit", limit)
                .get("/api/v1/funnels/" + funnel + "/breakdown").then().statusCode(200);
    }

    private ValidatableResponse sessions(int step, Map<String, String> narrowed) {
        return asked().queryParams(narrowed).get("/api/v1/funnels/" + funnel + "/steps/" + step + "/sessions").then().statusCode(200);
    }

    private static RequestSpecification asked() {
        return signedIn().queryParam("from", "2026-05-04T00:00:00Z").queryParam("to", "2026-05-05T00:00:00Z");
    }
}
