package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static io.lastseen.metrics.TestFunnels.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Funnels within a visitor's days. */
@QuarkusTest
class FunnelDaysApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private Visits visits;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visits = new Visits(database);
        site = TestSites.create("Days");
    }

    @Test
    void a_funnel_says_within_how_many_days_and_none_is_within_one_session() {
        String days = within(7, "/a", "/b");
        signedIn().get("/api/v1/funnels/" + days).then().body("withinDays", equalTo(7));
        signedIn().get("/api/v1/funnels/" + TestFunnels.create(site, false, "/a", "/b")).then().body("withinDays", equalTo(0));
        signedIn().queryParam("site", site).get("/api/v1/funnels/csv").then().statusCode(200)
                .body(startsWith("id,site,name,mode,goal,steps,createdAt,withinDays\r\n")).body(containsString("Z,7\r\n"));

        Map<String, Object> draft = draft("/a", "/b");
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + days).then().statusCode(200)
                .body("withinDays", equalTo(0));
        signedIn().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200)
                .body("components.schemas.FunnelDraft.properties.withinDays.description", containsString("1 to 90"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 91, Integer.MAX_VALUE})
    void no_funnel_has_other_days_than_one_to_ninety(int days) {
        Map<String, Object> draft = draft("/a", "/b");
        draft.put("withinDays", days);
        for (String path : List.of("/api/v1/funnels", "/api/v1/funnels/preview")) {
            signedIn().contentType(ContentType.JSON).body(draft).post(path).then().statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.field", contains("withinDays"))
                    .body("errors[0].detail", containsString("write 1 to 90"));
        }
    }

    @Test
    void days_are_a_whole_number() {
        for (Object wrong : List.of(1.5, "a week", true)) {
            Map<String, Object> draft = draft("/a", "/b");
            draft.put("withinDays", wrong);
            signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels").then().statusCode(400)
                    .contentType("application/problem+json").body("detail", containsString("withinDays"));
        }
    }

    @Test
    void a_visitor_may_take_several_sessions_and_counts_once() {
        visits.add(
                visit("first", "ann", 0).over("/a").ended("closed"),
                visit("again", "ann", 1).over("/a").ended("parked"),
                visit("buys", "ann", 3).over("/b", "/c"),
                visit("late", "bob", 0).over("/a").ended("left"),
                visit("too late", "bob", 8).over("/b"),
                visit("in one go", "cid", 2).over("/a", "/b").stillOpen(),
                visit("elsewhere", "dan", 2).over("/x"),
                visit("robot", "eve", 0).over("/a").notCounted());

        report(within(7, "/a", "/b", "/c"))
                .body("funnel.withinDays", equalTo(7))
                .body("sessions", equalTo(7))
                .body("visitors", equalTo(4))
                .body("steps.reached", contains(3, 2, 1))
                .body("steps[1].medianMs", equalTo(129_505_000))
                .body("steps[0].dropOffsByReason", equalTo(Map.of("left", 1)))
                .body("steps[0].dropOffSessions", contains(id("late")))
                .body("steps[1].dropOffsByReason", equalTo(Map.of("open", 1)))
                .body("steps[1].dropOffSessions", contains(id("in one go")))
                .body("definitions.reached", containsString("within 7 days of the first step"))
                .body("definitions.entered", containsString("counts once"));
        report(within(1, "/a", "/b", "/c"))
                .body("steps.reached", contains(3, 1, 0))
                .body("steps[0].dropOffSessions", contains(id("again"), id("late")))
                .body("definitions.reached", containsString("within 1 day of"));
        report(TestFunnels.create(site, false, "/a", "/b", "/c")).body("visitors", nullValue()).body("steps.reached", contains(4, 1, 0));
    }

    @Test
    void later_steps_may_lie_behind_the_period_and_the_first_may_not() {
        visits.add(
                visit("enters", "ann", 0).over("/a"),
                visit("buys", "ann", 5).over("/b"),
                visit("before", "bob", -1).over("/a"),
                visit("comes", "bob", 0).over("/b"));

        String funnel = within(7, "/a", "/b");
        asked(funnel, "report", "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z").body("steps.reached", contains(1, 1));
        asked(funnel, "report", "2026-05-04T12:00:00.001Z", "2026-05-05T00:00:00Z").body("steps.reached", contains(0, 0));
    }

    @Test
    void lists_hold_the_session_in_which_each_visitor_got_there_or_gave_up() {
        List<Visit> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(visit("a" + i, "v" + i, 0).over("/a"));
            all.add(visit("b" + i, "v" + i, 1).over("/b").ended(i % 5 == 0 ? "left" : "closed"));
        }
        visits.add(all);
        String funnel = within(7, "/a", "/b", "/c");

        String list = report(funnel).body("steps[1].dropOffs", equalTo(25)).body("steps[1].dropOffSessions", hasSize(20))
                .extract().path("steps[1].links.dropOffs");
        String next = signedIn().urlEncodingEnabled(false).queryParam("limit", 20).get(list).then().statusCode(200)
                .body("items", hasSize(20))
                .body("items[0].reachedAt", equalTo("2026-05-05T12:00:00.000Z"))
                .body("items[0].links.replay", startsWith("/sessions/" + site + "-b"))
                .extract().path("next");
        signedIn().urlEncodingEnabled(false).queryParam("cursor", next).get(list).then().body("items", hasSize(5)).body("next", nullValue());
        signedIn().urlEncodingEnabled(false).queryParam("reason", "left").get(list).then().body("items", hasSize(5));
        sessions(funnel, 0, Map.of()).body("items", hasSize(25)).body("items[0].id", startsWith(site + "-a"));
        sessions(funnel, 0, Map.of("stopped", "true")).body("items", empty());
        sessions(funnel, 1, Map.of("stopped", "true", "reason", "left")).body("items", hasSize(5)).body("items[0].id", startsWith(site + "-b"));
        signedIn().queryParams(PERIOD).get("/api/v1/funnels/" + funnel + "/steps/1/drop-offs/csv").then().statusCode(200)
                .body(startsWith("session,startedAt,reachedAt,endedAt,reason,replay\r\n"));
    }

    @Test
    void a_group_and_its_narrowed_report_have_the_visitors_who_entered_there() {
        visits.add(
                visit("de", "ann", 0).over("/a").in("DE", "de"),
                visit("fr", "ann", NOON.plus(Duration.ofDays(1)).plusSeconds(60)).over("/a").in("FR", "fr"),
                visit("buys", "ann", 2).over("/b").in("FR", "fr"),
                visit("bob", "bob", 0).over("/a").in("DE", "de"),
                visit("br", "cid", 0).over("/a").in("BR", "pt"),
                visit("bob buys", "bob", 1).over("/b").in("IT", "it"));
        String funnel = within(1, "/a", "/b");

        signedIn().queryParams(PERIOD).queryParam("by", "country").queryParam("sort", "key").get("/api/v1/funnels/" + funnel + "/breakdown")
                .then().statusCode(200)
                .body("items.key", contains("BR", "DE", "FR"))
                .body("items.reached", contains(List.of(1, 0), List.of(2, 1), List.of(1, 1)))
                .body("totals.reached", contains(3, 2))
                .body("units.entered", equalTo("visitors"))
                .body("definitions.entered", containsString("do not add up"));
        report(funnel, "country", "DE").body("steps.reached", contains(2, 1)).body("steps[0].dropOffSessions", contains(id("de")));
        signedIn().queryParams(PERIOD).queryParam("country", "FR").get("/api/v1/funnels/" + funnel + "/report/csv").then().statusCode(200)
                .body(containsString("\r\n1,/b,1,"));
    }

    @Test
    void days_of_a_curve_are_the_zones_and_each_counts_who_entered_then() {
        visits.add(
                visit("before", "ann", Instant.parse("2026-03-28T22:59:59Z")).over("/a"),
                visit("first", "ann", Instant.parse("2026-03-28T23:00:00Z")).over("/a"),
                visit("last", "bob", Instant.parse("2026-03-29T21:59:59Z")).over("/a"),
                visit("after", "cid", Instant.parse("2026-03-29T22:00:00Z")).over("/a"),
                visit("buys", "bob", Instant.parse("2026-03-30T21:00:00Z")).over("/b"));

        signedIn().queryParam("from", "2026-03-27T23:00:00Z").queryParam("to", "2026-03-30T22:00:00Z").queryParam("zone", "Europe/Berlin")
                .get("/api/v1/funnels/" + within(1, "/a", "/b") + "/series").then().statusCode(200)
                .body("points.at", contains("2026-03-27T23:00:00.000Z", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"))
                .body("points.reached", contains(List.of(1, 0), List.of(2, 1), List.of(1, 0)))
                .body("totals.reached", contains(3, 1))
                .body("units.entered", equalTo("visitors"));
    }

    @Test
    void a_session_says_how_far_its_visitor_had_got_when_it_ended() {
        visits.add(
                visit("one", "ann", 0).over("/a"),
                visit("two", "ann", 2).over("/x", "/b"),
                visit("three", "ann", 4).over("/c"),
                visit("much later", "ann", 30).over("/x"));
        String funnel = within(7, "/a", "/b", "/c");

        report(funnel, "session", id("one")).body("session.last", equalTo(0));
        report(funnel, "session", id("two")).body("session.reached", contains(0, 1));
        report(funnel, "session", id("three")).body("session.last", equalTo(2));
        report(funnel, "session", id("much later")).body("session.last", nullValue());
        signedIn().queryParam("session", "nobody").get("/api/v1/funnels/" + funnel + "/report").then().statusCode(404);
    }

    @Test
    void strict_and_any_order_hold_across_sessions() {
        visits.add(
                visit("1", "straight", 0).over("/a"),
                visit("2", "straight", 1).over("/b"),
                visit("3", "astray", 0).over("/a"),
                visit("4", "astray", 1).over("/help"),
                visit("5", "astray", 2).over("/b"),
                visit("6", "backwards", 0).over("/b"),
                visit("7", "backwards", 3).over("/a"));
        List<Map<String, String>> steps = List.of(step("path", "/a"), step("path", "/b"));

        report(TestFunnels.within(7, site, "strict", false, steps)).body("steps.reached", contains(3, 1));
        report(TestFunnels.within(7, site, "sequential", false, steps)).body("steps.reached", contains(3, 2));
        report(TestFunnels.within(7, site, "any", false, steps)).body("steps.reached", contains(3, 3));
    }

    @Test
    void events_and_clicks_are_steps_too() {
        visits.add(
                visit("looks", "ann", 0).with(
                        Happening.view("/a", NOON), Happening.click("{\"id\":\"buy\"}", NOON.plusSeconds(1))),
                visit("signs up", "ann", 1).with(Happening.view("/", NOON.plus(Duration.ofDays(1))),
                        Happening.event("signup", NOON.plus(Duration.ofDays(1)).plusSeconds(1))));
        List<Map<String, String>> steps = List.of(step("click", "#buy"), step("event", "signup"));

        report(TestFunnels.within(7, site, "sequential", false, steps)).body("steps.reached", contains(1, 1));
        report(TestFunnels.within(7, site, "strict", false, steps)).body("steps.reached", contains(1, 0));
    }

    @Test
    void what_was_erased_stays_counted_and_is_in_no_list() throws SQLException {
        visits.add(visit("one", "ann", 0).over("/a"), visit("two", "ann", 2).over("/b"));
        String funnel = within(7, "/a", "/b", "/c");
        sessions(funnel, 1, Map.of()).body("items.id", contains(id("two")));
        change("update session set erased_at = now(), visitor_id = 'erased-1' where site_id = ?");

        report(funnel).body("steps.reached", contains(1, 1, 0));
        sessions(funnel, 1, Map.of()).body("items", empty());
    }

    @Test
    void a_session_that_was_merged_into_another_is_followed_there_only() {
        visits.add(visit("one", "ann", 0).over("/a"), visit("two", "ann", 2).over("/b").supersededBy(id("one")));
        report(within(7, "/a", "/b")).body("steps.reached", contains(1, 0));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, site);
            statement.executeUpdate();
        }
    }

    @Test
    void a_preview_counts_visitors_and_keeps_nothing() {
        visits.add(visit("one", "ann", 0).over("/a"), visit("two", "ann", 2).over("/b"));
        Map<String, Object> draft = draft("/a", "/b");
        draft.put("withinDays", 2);

        signedIn().contentType(ContentType.JSON).body(draft).queryParams(PERIOD).post("/api/v1/funnels/preview").then().statusCode(200)
                .body("visitors", equalTo(1)).body("steps.reached", contains(1, 1)).body("sample", equalTo(1f));
        signedIn().queryParam("site", site).get("/api/v1/funnels").then().body("items", empty());
    }

    @Test
    void losses_are_sessions_and_are_told_by_no_funnel_that_counts_visitors() {
        TestFunnels.within(7, site, "sequential", true, List.of(step("path", "/a"), step("path", "/b")));
        visits.add(visit("lost", "ann", 0).over("/a").ended("left"), visit("bought", "bob", 0).over("/b").ended("left"));

        losses().body("funnel", nullValue()).body("items", hasSize(1)).body("items[0].last", equalTo("/a")).body("items[0].sessions", equalTo(1))
                .body("definition", containsString("within days of a visitor"));
        String session = TestFunnels.create(site, true, "/a", "/b");
        losses().body("funnel.id", equalTo(session)).body("items[0].step", equalTo(0));
        signedIn().queryParams(PERIOD).queryParam("site", site).get("/api/v1/metrics/overview").then().statusCode(200)
                .body("dropOff.purchases", equalTo(1)).body("dropOff.of", equalTo(2));
    }

    @Test
    void a_funnel_that_comes_to_count_visitors_is_asked_of_them_at_once() {
        visits.add(visit("one", "ann", 0).over("/a"), visit("two", "ann", 2).over("/b"));
        String funnel = TestFunnels.create(site, false, "/a", "/b");
        report(funnel).body("steps.reached", contains(1, 0));
        Map<String, Object> draft = draft("/a", "/b");
        draft.put("withinDays", 2);
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + funnel).then().statusCode(200);
        report(funnel).body("steps.reached", contains(1, 1));
        draft.put("withinDays", 0);
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + funnel).then().statusCode(200);
        report(funnel).body("steps.reached", contains(1, 0));
    }

    private static final Map<String, String> PERIOD = Map.of("from", "2026-05-04T00:00:00Z", "to", "2026-06-04T00:00:00Z");

    private String within(int days, String... paths) {
        return TestFunnels.within(days, site, "sequential", false, Stream.of(paths).map(path -> step("path", path)).toList());
    }

    private Map<String, Object> draft(String... paths) {
        return TestFunnels.draft(site, "sequential", false, Stream.of(paths).map(path -> step("path", path)).toList());
    }

    private String id(String name) {
        return site + "-" + name;
    }

    private Visit visit(String name, String visitor, int day) {
        return visit(name, visitor, NOON.plus(Duration.ofDays(day)));
    }

    private Visit visit(String name, String visitor, Instant at) {
        return Visit.closed(site, id(name), at, Duration.ofMinutes(2)).by(visitor);
    }

    private ValidatableResponse losses() {
        return signedIn().queryParams(PERIOD).queryParam("site", site).get("/api/v1/metrics/losses").then().statusCode(200);
    }

    private static ValidatableResponse sessions(String funnel, int step, Map<String, String> narrowed) {
        return signedIn().queryParams(PERIOD).queryParams(narrowed).get("/api/v1/funnels/" + funnel + "/steps/" + step + "/sessions")
                .then().statusCode(200);
    }

    private static ValidatableResponse asked(String funnel, String what, String from, String to) {
        return signedIn().queryParam("from", from).queryParam("to", to).get("/api/v1/funnels/" + funnel + "/" + what).then().statusCode(200);
    }

    private static ValidatableResponse report(String funnel, String... parameter) {
        RequestSpecification request = signedIn().queryParams(PERIOD);
        if (parameter.length == 2) {
            request.queryParam(parameter[0], parameter[1]);
        }
        return request.get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200);
    }
}
