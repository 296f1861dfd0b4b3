package io.lastseen.metrics;

import static io.lastseen.metrics.TestFunnels.step;
import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FunnelReportTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private Visits visits;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Reports");
    }

    @Test
    void each_step_says_who_reached_it_and_who_stopped_there_and_how_they_ended() {
        String funnel = TestFunnels.create(site, true, "/products/*", "/cart", "/checkout", "/thanks");
        visits.add(
                visit("bought", 0).over("/products/hammer", "/cart", "/checkout", "/thanks"),
                visit("left", 1).over("/", "/products/awl", "/cart").ended("left"),
                visit("closed", 2).over("/products/awl", "/products/hammer", "/cart", "/"),
                visit("open", 3).over("/products/awl").stillOpen(),
                visit("elsewhere", 4).over("/", "/guide"));

        report(funnel)
                .body("sessions", equalTo(5))
                .body("steps.reached", contains(4, 3, 1, 1))
                .body("steps.fromPrevious", contains(null, 0.75f, 1 / 3f, 1f))
                .body("steps.fromFirst", contains(1f, 0.75f, 0.25f, 0.25f))
                .body("steps.medianMs", contains(0, 10_000, 20_000, 30_000))
                .body("steps.dropOffs", contains(1, 2, 0, 0))
                .body("steps[0].dropOffsByReason", equalTo(Map.of("open", 1)))
                .body("steps[1].dropOffsByReason", equalTo(Map.of("left", 1, "closed", 1)))
                .body("steps[1].dropOffSessions", contains(id("closed"), id("left")))
                .body("steps[3].links.dropOffs", nullValue())
                .body("units", equalTo(Map.of("sessions", "sessions", "reached", "sessions", "fromPrevious", "share, 0 to 1",
                        "fromFirst", "share, 0 to 1", "medianMs", "milliseconds", "dropOffs", "sessions")))
                .body("session", nullValue());
    }

    @Test
    void order_counts_and_a_page_seen_again_can_be_the_step() {
        String funnel = TestFunnels.create(site, false, "/a", "/b", "/c");
        visits.add(
                visit("reverse", 0).over("/c", "/b", "/a"),
                visit("again", 1).over("/b", "/a", "/c", "/b", "/c"));

        report(funnel).body("steps.reached", contains(2, 1, 1)).body("steps.medianMs", contains(0, 20_000, 30_000));
    }

    @Test
    void the_same_page_twice_needs_two_views() {
        String funnel = TestFunnels.create(site, false, "/a", "/*");
        visits.add(visit("once", 0).over("/a"), visit("twice", 1).over("/a", "/a"));

        report(funnel).body("steps.reached", contains(2, 1));
    }

    @Test
    void strict_wants_no_page_in_between_but_lets_people_click() {
        List<Map<String, String>> steps = List.of(step("path", "/a"), step("event", "added"), step("path", "/b"));
        String funnel = TestFunnels.create(site, "strict", false, steps);
        visits.add(
                visit("straight", 0).with(
                        Happening.view("/a", NOON),
                        Happening.click("{\"id\":\"x\"}", NOON.plusSeconds(1)),
                        Happening.event("added", NOON.plusSeconds(2)),
                        Happening.view("/b", NOON.plusSeconds(3))),
                visit("astray", 1).with(
                        Happening.view("/a", NOON),
                        Happening.event("added", NOON.plusSeconds(2)),
                        Happening.view("/help", NOON.plusSeconds(3)),
                        Happening.view("/b", NOON.plusSeconds(4))),
                visit("second try", 2).with(
                        Happening.view("/a", NOON),
                        Happening.view("/help", NOON.plusSeconds(3)),
                        Happening.view("/a", NOON.plusSeconds(4)),
                        Happening.event("added", NOON.plusSeconds(5)),
                        Happening.view("/b", NOON.plusSeconds(8))));

        report(funnel).body("steps.reached", contains(3, 3, 2)).body("steps[2].medianMs", equalTo(3_500));
    }

    @Test
    void any_order_wants_all_of_them_only() {
        String funnel = TestFunnels.create(site, "any", false, List.of(step("path", "/a"), step("path", "/b")));
        visits.add(visit("reverse", 0).over("/b", "/a"), visit("half", 1).over("/b"));

        report(funnel).body("steps.reached", contains(1, 1)).body("steps[1].medianMs", equalTo(0));
    }

    @Test
    void clicks_are_known_by_id_data_attribute_label_or_place() {
        visits.add(visit("clicked", 0).with(
                Happening.view("/", NOON),
                Happening.click(
                        """
                        {"tag":"button","id":"buy","data":{"data-action":"add","plan":"pro"},"label":" Add to\\n cart ","path":"main>form:nth-of-type(2)>button#buy"}""",
                        NOON.plusSeconds(1))));

        for (String match : List.of(
                "#buy", "[data-action]", "[data-action=add]", "[data-action=\"add\"]", "[data-plan=pro]", "add to cart",
                "Add*", "main>form:nth-of-type(2)>button#buy")) {
            report(clicked(match)).body("steps.reached", contains(1, 1));
        }
        for (String match : List.of("#bu", "[data-action=ad]", "[data-plans]", "cart", "[data-act]", "Add.*", "form:nth-of-type(2)>button#buy", "button#buy")) {
            report(clicked(match)).body("steps.reached", contains(1, 0));
        }
    }

    @Test
    void wildcards_stay_within_a_segment_but_at_the_end() {
        visits.add(visit("deep", 0).over("/", "/shop/de/tools/awl", "/shop/", "/a.b+c(d)"));

        for (String match : List.of("/shop/*", "/shop/*/tools/*", "/shop/*/t*s/awl", "/*", "/a.b+c(d)", "/a.b+*(d)", "/shop/")) {
            report(TestFunnels.create(site, false, "/", match)).body("steps[1].reached", equalTo(1));
        }
        for (String match : List.of("/shop", "/shop/*/awl", "/shop/de", "/shop/de/tools/awl/*", "/SHOP/", "/a?b")) {
            if (!match.contains("?")) {
                report(TestFunnels.create(site, false, "/", match)).body("steps[1].reached", equalTo(0));
            }
        }
    }

    @Test
    void a_session_is_told_how_far_it_got_whatever_the_period() {
        String funnel = TestFunnels.create(site, false, "/a", "/b", "/c");
        visits.add(visit("two", 0).over("/a", "/b"), visit("none", 1).over("/x"));

        report(funnel, "session", id("two")).body("session.reached", contains(0, 1)).body("session.last", equalTo(1));
        report(funnel, "session", id("none")).body("session.reached", empty()).body("session.last", nullValue());
        signedIn().queryParam("session", id("two")).queryParam("to", "2020-01-01T00:00:00Z")
                .get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200)
                .body("sessions", equalTo(0)).body("session.last", equalTo(1)).body("steps.medianMs", contains(null, null, null));
        signedIn().queryParam("session", "nobody").get("/api/v1/funnels/" + funnel + "/report").then().statusCode(404)
                .body("detail", containsString("nobody"));
    }

    @Test
    void every_drop_off_is_in_the_list_the_step_links_to() {
        String funnel = TestFunnels.create(site, false, "/a", "/b");
        List<Visit> all = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            all.add(visit("v" + i, i).over("/a").ended(i % 3 == 0 ? "left" : "closed"));
        }
        visits.add(all);

        String list = report(funnel)
                .body("steps[0].dropOffs", equalTo(45))
                .body("steps[0].dropOffSessions", hasSize(20))
                .body("steps[0].dropOffSessions[0]", equalTo(id("v44")))
                .extract().path("steps[0].links.dropOffs");
        String next = signedIn().urlEncodingEnabled(false).queryParam("limit", 40).get(list).then().statusCode(200)
                .body("items", hasSize(40))
                .body("items[0].id", equalTo(id("v44")))
                .body("items[0].reason", equalTo("closed"))
                .body("items[0].reachedAt", equalTo("2026-05-04T12:00:44.000Z"))
                .body("items[0].links.replay", equalTo("/sessions/" + id("v44")))
                .extract().path("next");
        signedIn().urlEncodingEnabled(false).queryParam("cursor", next).get(list).then().statusCode(200)
                .body("items", hasSize(5)).body("items[4].id", equalTo(id("v0"))).body("next", nullValue());
        signedIn().urlEncodingEnabled(false).queryParam("reason", "left").get(list).then().body("items", hasSize(15));
        signedIn().get("/api/v1/funnels/" + funnel + "/steps/1/drop-offs").then().statusCode(404);
    }

    private String clicked(String match) {
        return TestFunnels.create(site, "sequential", false, List.of(step("path", "/"), step("click", match)));
    }

    private String id(String name) {
        return site + "-" + name;
    }

    private Visit visit(String name, int second) {
        return Visit.closed(site, id(name), NOON.plusSeconds(second), Duration.ofMinutes(2));
    }

    private static ValidatableResponse report(String funnel, String... parameter) {
        var request = signedIn().queryParam("from", "2026-05-04T00:00:00Z").queryParam("to", "2026-05-05T00:00:00Z");
        if (parameter.length == 2) {
            request.queryParam(parameter[0], parameter[1]);
        }
        return request.get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200);
    }
}
