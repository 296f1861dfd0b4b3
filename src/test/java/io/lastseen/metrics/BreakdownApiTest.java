package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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

@QuarkusTest
class BreakdownApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private Visits visits;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Breakdown");
    }

    @Test
    void entry_pages_come_with_bounce_conversion_and_why_their_visits_ended() {
        TestFunnels.create(site, true, "/cart", "/thanks");
        visits.add(
                visit("a", 0).over("/guide", "/cart", "/thanks"),
                visit("b", 1).over("/guide").engaged(2_000).ended("left"),
                visit("c", 2).over("/"));

        breakdown("entry")
                .body("total", equalTo(2))
                .body("items.key", equalTo(List.of("/guide", "/")))
                .body("items[0].sessions", equalTo(2))
                .body("items[0].bounce", equalTo(0.5f))
                .body("items[0].conversionRate", equalTo(0.5f))
                .body("items[0].reasons", equalTo(Map.of("closed", 1, "left", 1)))
                .body("items[1].conversionRate", equalTo(0f));
    }

    @Test
    void pages_count_their_own_views_and_the_sessions_that_saw_them() {
        visits.add(visit("a", 0).over("/", "/cart", "/"), visit("b", 1).over("/"));

        breakdown("page")
                .body("items.key", equalTo(List.of("/", "/cart")))
                .body("items.sessions", equalTo(List.of(2, 1)))
                .body("items.views", equalTo(List.of(3, 1)));
    }

    @Test
    void countries_and_languages_are_told_apart_and_narrow_numbers_and_lists() {
        visits.add(visit("a", 0).over("/").in("DE", "de"), visit("b", 1).over("/").in("DE", "tr"), visit("c", 2).over("/"));

        breakdown("country")
                .body("items.key", equalTo(List.of("DE", "Unknown")))
                .body("items.sessions", equalTo(List.of(2, 1)))
                .body("definition", containsString("the address is not kept"));
        breakdown("language").body("items.key", equalTo(List.of("Unknown", "de", "tr")));
        asked().queryParam("country", "DE").queryParam("language", "tr").get("/api/v1/sessions")
                .then().statusCode(200).body("items.id", equalTo(List.of(site + "-b"))).body("items[0].country", equalTo("DE"));
        asked().queryParam("country", "Unknown").get("/api/v1/metrics/overview").then().statusCode(200).body("sessions", equalTo(1));
        String funnel = TestFunnels.create(site, false, "/", "/cart");
        ofFunnel().queryParam("country", "DE").get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200).body("sessions", equalTo(2));
    }

    @Test
    void campaigns_are_told_apart_and_narrow_numbers_lists_and_funnels() {
        visits.add(
                visit("a", 0).over("/", "/cart").tagged("spring-sale"),
                visit("b", 1).over("/").tagged("spring-sale"),
                visit("c", 2).over("/", "/cart"),
                visit("d", 3).over("/").tagged("letter"));

        breakdown("campaign")
                .body("items.key", equalTo(List.of("spring-sale", "(none)", "letter")))
                .body("items.sessions", equalTo(List.of(2, 1, 1)))
                .body("definition", containsString("utm_campaign, else utm_id"));
        asked().queryParam("by", "campaign").get("/api/v1/metrics/breakdown/csv").then().statusCode(200)
                .body(startsWith("campaign,sessions,")).body(containsString("\r\nspring-sale,2,")).body(containsString("\r\n(none),1,"));
        asked().queryParam("campaign", "Spring-Sale").queryParam("exit", "/cart").get("/api/v1/sessions")
                .then().statusCode(200).body("items.id", equalTo(List.of(site + "-a"))).body("items[0].campaign", equalTo("spring-sale"));
        asked().queryParam("campaign", "(none)").queryParam("campaign", "letter").get("/api/v1/metrics/overview")
                .then().statusCode(200).body("sessions", equalTo(2));

        String funnel = TestFunnels.create(site, false, "/", "/cart");
        ofFunnel().queryParam("by", "campaign").get("/api/v1/funnels/" + funnel + "/breakdown").then().statusCode(200)
                .body("items.key", equalTo(List.of("spring-sale", "(none)", "letter")))
                .body("items.reached", equalTo(List.of(List.of(2, 1), List.of(1, 1), List.of(1, 0))));
        ofFunnel().queryParam("campaign", "spring-sale").get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200).body("sessions", equalTo(2));
    }

    @Test
    void the_period_before_stands_beside_each_group() {
        Instant before = NOON.minus(Duration.ofHours(3));
        visits.add(visit("now", 0).over("/"), Visit.closed(site, site + "-before", before, Duration.ofMinutes(1)).over("/"));

        breakdown("entry").body("items[0].sessions", equalTo(1)).body("items[0].previous.sessions", equalTo(1));
    }

    @Test
    void what_narrows_the_numbers_narrows_the_list_of_sessions_to_the_same() {
        visits.add(visit("a", 0).over("/guide", "/cart"), visit("b", 1).over("/", "/cart"), visit("c", 2).over("/guide"));

        asked().queryParam("entry", "/guide").queryParam("page", "/ca*").get("/api/v1/metrics/overview")
                .then().statusCode(200).body("sessions", equalTo(1));
        asked().queryParam("entry", "/guide").queryParam("page", "/ca*").get("/api/v1/sessions")
                .then().statusCode(200).body("items.id", equalTo(List.of(site + "-a")));
        asked().queryParam("visitors", "returning").get("/api/v1/sessions")
                .then().statusCode(200).body("items.size()", equalTo(0));
        asked().queryParam("channel", "direct").queryParam("channel", "referral").get("/api/v1/sessions")
                .then().statusCode(200).body("items.size()", equalTo(3));
    }

    @Test
    void a_page_of_groups_leads_to_the_next() {
        visits.add(visit("a", 0).over("/a"), visit("b", 1).over("/b"), visit("c", 2).over("/c"));

        String next = asked().queryParam("by", "entry").queryParam("limit", 2).get("/api/v1/metrics/breakdown")
                .then().statusCode(200).body("items.key", equalTo(List.of("/a", "/b"))).extract().path("next");
        asked().queryParam("by", "entry").queryParam("limit", 2).queryParam("cursor", next).get("/api/v1/metrics/breakdown")
                .then().statusCode(200).body("items.key", equalTo(List.of("/c"))).body("next", nullValue());
    }

    @Test
    void a_table_for_spreadsheets_holds_no_formulas() {
        visits.add(visit("a", 0).over("/a,b"), visit("b", 1).over("=1+1"));

        asked().queryParam("by", "entry").queryParam("sort", "-key").get("/api/v1/metrics/breakdown/csv")
                .then().statusCode(200)
                .contentType(startsWith("text/csv"))
                .body(startsWith("entry,sessions,visitors,"))
                .body(containsString("\r\n\"/a,b\",1,1,1,"))
                .body(containsString("\r\n'=1+1,1,"));
    }

    @Test
    void what_cannot_be_read_is_refused_with_what_to_write() {
        asked().queryParam("by", "colour").get("/api/v1/metrics/breakdown")
                .then().statusCode(400).body("detail", containsString("by: is one of entry, exit, page"));
        asked().queryParam("sort", "-colour").get("/api/v1/metrics/breakdown")
                .then().statusCode(400).body("detail", containsString("sort: is one of bounce"));
        asked().queryParam("visitors", "old").get("/api/v1/metrics/breakdown")
                .then().statusCode(400).body("detail", equalTo("visitors: is new or returning"));
        asked().queryParam("entry", "guide").get("/api/v1/sessions")
                .then().statusCode(400).body("detail", containsString("entry: is a path such as /cart"));
        asked().queryParam("zone", "Mars/Olympus").get("/api/v1/metrics/series")
                .then().statusCode(400).body("detail", containsString("zone: is a time zone such as Europe/Berlin"));
        asked().queryParam("granularity", "decade").get("/api/v1/metrics/series")
                .then().statusCode(400).body("detail", containsString("granularity: is hour, day, week or month"));
    }

    @Test
    void a_series_has_a_point_for_each_hour_also_where_nobody_came() {
        visits.add(visit("a", 0).over("/"), visit("b", 61).over("/").ended("left"));

        asked().queryParam("granularity", "hour").get("/api/v1/metrics/series")
                .then().statusCode(200)
                .body("points.sessions", equalTo(List.of(1, 1, 0)))
                .body("points[1].reasons.left", equalTo(1))
                .body("totals.sessions", equalTo(2))
                .body("previous.points.size()", equalTo(3))
                .body("zone", equalTo("UTC"));
    }

    @Test
    void an_hour_of_ninety_minutes_counts_all_who_came_in_it_narrowed_or_not() {
        Instant hour = Instant.parse("2026-04-04T14:00:00Z");
        visits.add(came("early", hour.plusSeconds(600)), came("again", hour.plusSeconds(4_200)), came("after", hour.plusSeconds(5_400)));

        hoursOfLordHowe(hour).get("/api/v1/metrics/series").then().statusCode(200).body("points.sessions", equalTo(List.of(2, 1)));
        hoursOfLordHowe(hour).queryParam("entry", "/").get("/api/v1/metrics/series")
                .then().statusCode(200).body("points.sessions", equalTo(List.of(2, 1))).body("totals.sessions", equalTo(3));
    }

    @Test
    void a_running_day_of_a_zone_stands_beside_as_much_of_the_day_before() {
        Instant midnight = Instant.parse("2026-05-03T22:00:00Z");
        visits.add(
                came("today", midnight.plusSeconds(60)),
                came("yesterday", midnight.minus(Duration.ofHours(20))),
                came("yesterday evening", midnight.minusSeconds(60)));

        signedIn().queryParam("site", site).queryParam("by", "entry").queryParam("zone", "Europe/Berlin")
                .queryParam("from", midnight.toString()).queryParam("to", midnight.plus(Duration.ofHours(5)).toString())
                .get("/api/v1/metrics/breakdown")
                .then().statusCode(200).body("items[0].sessions", equalTo(1)).body("items[0].previous.sessions", equalTo(1));
    }

    private Visit came(String id, Instant at) {
        return Visit.closed(site, site + "-" + id, at, Duration.ofMinutes(1)).over("/");
    }

    private RequestSpecification hoursOfLordHowe(Instant from) {
        return signedIn().queryParam("site", site).queryParam("granularity", "hour").queryParam("zone", "Australia/Lord_Howe")
                .queryParam("from", from.toString()).queryParam("to", from.plus(Duration.ofHours(2)).toString());
    }

    private Visit visit(String id, int minutes) {
        return Visit.closed(site, site + "-" + id, NOON.plus(Duration.ofMinutes(minutes)), Duration.ofMinutes(1));
    }

    private ValidatableResponse breakdown(String by) {
        return asked().queryParam("by", by).get("/api/v1/metrics/breakdown").then().statusCode(200);
    }

    private static RequestSpecification ofFunnel() {
        return signedIn().queryParams("from", NOON.toString(), "to", NOON.plus(Duration.ofHours(3)).toString());
    }

    private RequestSpecification asked() {
        return signedIn().queryParam("site", site)
                .queryParam("from", NOON.toString())
                .queryParam("to", NOON.plus(Duration.ofHours(3)).toString());
    }
}
