package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static io.lastseen.metrics.DaysSite.NOON;
import static io.lastseen.metrics.DaysSite.PERIOD;
import static io.lastseen.metrics.TestFunnels.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What funnels within a visitor's days count, and which lists they open. */
@QuarkusTest
class FunnelDaysReportTest {
    @Inject
    DataSource database;

    private DaysSite site;

    @BeforeEach
    void a_site_of_its_own() {
        site = new DaysSite(database);
    }

    @Test
    void a_visitor_may_take_several_sessions_and_counts_once() {
        site.visits.add(
                site.visit("first", "ann", 0).over("/a").ended("closed"),
                site.visit("again", "ann", 1).over("/a").ended("parked"),
                site.visit("buys", "ann", 3).over("/b", "/c"),
                site.visit("late", "bob", 0).over("/a").ended("left"),
                site.visit("too late", "bob", 8).over("/b"),
                site.visit("in one go", "cid", 2).over("/a", "/b").stillOpen(),
                site.visit("elsewhere", "dan", 2).over("/x"),
                site.visit("robot", "eve", 0).over("/a").notCounted());

        DaysSite.report(site.within(7, "/a", "/b", "/c"))
                .body("funnel.withinDays", equalTo(7))
                .body("sessions", equalTo(7))
                .body("visitors", equalTo(4))
                .body("steps.reached", contains(3, 2, 1))
                .body("steps[1].medianMs", equalTo(129_505_000))
                .body("steps[0].dropOffsByReason", equalTo(Map.of("left", 1)))
                .body("steps[0].dropOffSessions", contains(site.session("late")))
                .body("steps[1].dropOffsByReason", equalTo(Map.of("open", 1)))
                .body("steps[1].dropOffSessions", contains(site.session("in one go")))
                .body("definitions.reached", containsString("within 7 days of the first step"))
                .body("definitions.entered", containsString("counts once"));
        DaysSite.report(site.within(1, "/a", "/b", "/c"))
                .body("steps.reached", contains(3, 1, 0))
                .body("steps[0].dropOffSessions", contains(site.session("again"), site.session("late")))
                .body("definitions.reached", containsString("within 1 day of"));
        DaysSite.report(TestFunnels.create(site.id, false, "/a", "/b", "/c")).body("visitors", nullValue()).body("steps.reached", contains(4, 1, 0));
    }

    @Test
    void later_steps_may_lie_behind_the_period_and_the_first_may_not() {
        site.visits.add(
                site.visit("enters", "ann", 0).over("/a"),
                site.visit("buys", "ann", 5).over("/b"),
                site.visit("before", "bob", -1).over("/a"),
                site.visit("comes", "bob", 0).over("/b"));

        String funnel = site.within(7, "/a", "/b");
        DaysSite.asked(funnel, "report", "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z").body("steps.reached", contains(1, 1));
        DaysSite.asked(funnel, "report", "2026-05-04T12:00:00.001Z", "2026-05-05T00:00:00Z").body("steps.reached", contains(0, 0));
    }

    @Test
    void lists_hold_the_session_in_which_each_visitor_got_there_or_gave_up() {
        List<Visit> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(site.visit("a" + i, "v" + i, 0).over("/a"));
            all.add(site.visit("b" + i, "v" + i, 1).over("/b").ended(i % 5 == 0 ? "left" : "closed"));
        }
        site.visits.add(all);
        String funnel = site.within(7, "/a", "/b", "/c");

        String list = DaysSite.report(funnel).body("steps[1].dropOffs", equalTo(25)).body("steps[1].dropOffSessions", hasSize(20))
                .extract().path("steps[1].links.dropOffs");
        String next = signedIn().urlEncodingEnabled(false).queryParam("limit", 20).get(list).then().statusCode(200)
                .body("items", hasSize(20))
                .body("items[0].reachedAt", equalTo("2026-05-05T12:00:00.000Z"))
                .body("items[0].links.replay", startsWith("/sessions/" + site.id + "-b"))
                .extract().path("next");
        signedIn().urlEncodingEnabled(false).queryParam("cursor", next).get(list).then().body("items", hasSize(5)).body("next", nullValue());
        signedIn().urlEncodingEnabled(false).queryParam("reason", "left").get(list).then().body("items", hasSize(5));
        DaysSite.sessions(funnel, 0, Map.of()).body("items", hasSize(25)).body("items[0].id", startsWith(site.id + "-a"));
        DaysSite.sessions(funnel, 0, Map.of("stopped", "true")).body("items", empty());
        DaysSite.sessions(funnel, 1, Map.of("stopped", "true", "reason", "left")).body("items", hasSize(5)).body("items[0].id", startsWith(site.id + "-b"));
        signedIn().queryParams(PERIOD).get("/api/v1/funnels/" + funnel + "/steps/1/drop-offs/csv").then().statusCode(200)
                .body(startsWith("session,startedAt,reachedAt,endedAt,reason,replay\r\n"));
    }

    @Test
    void a_group_and_its_narrowed_report_have_the_visitors_who_entered_there() {
        site.visits.add(
                site.visit("de", "ann", 0).over("/a").in("DE", "de"),
                site.visit("fr", "ann", NOON.plus(Duration.ofDays(1)).plusSeconds(60)).over("/a").in("FR", "fr"),
                site.visit("buys", "ann", 2).over("/b").in("FR", "fr"),
                site.visit("bob", "bob", 0).over("/a").in("DE", "de"),
                site.visit("br", "cid", 0).over("/a").in("BR", "pt"),
                site.visit("bob buys", "bob", 1).over("/b").in("IT", "it"));
        String funnel = site.within(1, "/a", "/b");

        signedIn().queryParams(PERIOD).queryParam("by", "country").queryParam("sort", "key").get("/api/v1/funnels/" + funnel + "/breakdown")
                .then().statusCode(200)
                .body("items.key", contains("BR", "DE", "FR"))
                .body("items.reached", contains(List.of(1, 0), List.of(2, 1), List.of(1, 1)))
                .body("totals.reached", contains(3, 2))
                .body("units.entered", equalTo("visitors"))
                .body("definitions.entered", containsString("do not add up"));
        DaysSite.report(funnel, "country", "DE").body("steps.reached", contains(2, 1)).body("steps[0].dropOffSessions", contains(site.session("de")));
        signedIn().queryParams(PERIOD).queryParam("country", "FR").get("/api/v1/funnels/" + funnel + "/report/csv").then().statusCode(200)
                .body(containsString("\r\n1,/b,1,"));
    }

    @Test
    void days_of_a_curve_are_the_zones_and_each_counts_who_entered_then() {
        site.visits.add(
                site.visit("before", "ann", Instant.parse("2026-03-28T22:59:59Z")).over("/a"),
                site.visit("first", "ann", Instant.parse("2026-03-28T23:00:00Z")).over("/a"),
                site.visit("last", "bob", Instant.parse("2026-03-29T21:59:59Z")).over("/a"),
                site.visit("after", "cid", Instant.parse("2026-03-29T22:00:00Z")).over("/a"),
                site.visit("buys", "bob", Instant.parse("2026-03-30T21:00:00Z")).over("/b"));

        signedIn().queryParam("from", "2026-03-27T23:00:00Z").queryParam("to", "2026-03-30T22:00:00Z").queryParam("zone", "Europe/Berlin")
                .get("/api/v1/funnels/" + site.within(1, "/a", "/b") + "/series").then().statusCode(200)
                .body("points.at", contains("2026-03-27T23:00:00.000Z", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"))
                .body("points.reached", contains(List.of(1, 0), List.of(2, 1), List.of(1, 0)))
                .body("totals.reached", contains(3, 1))
                .body("units.entered", equalTo("visitors"));
    }

    @Test
    void a_session_says_how_far_its_visitor_had_got_when_it_ended() {
        site.visits.add(
                site.visit("one", "ann", 0).over("/a"),
                site.visit("two", "ann", 2).over("/x", "/b"),
                site.visit("three", "ann", 4).over("/c"),
                site.visit("much later", "ann", 30).over("/x"));
        String funnel = site.within(7, "/a", "/b", "/c");

        DaysSite.report(funnel, "session", site.session("one")).body("session.last", equalTo(0));
        DaysSite.report(funnel, "session", site.session("two")).body("session.reached", contains(0, 1));
        DaysSite.report(funnel, "session", site.session("three")).body("session.last", equalTo(2));
        DaysSite.report(funnel, "session", site.session("much later")).body("session.last", nullValue());
        signedIn().queryParam("session", "nobody").get("/api/v1/funnels/" + funnel + "/report").then().statusCode(404);
    }

    @Test
    void strict_and_any_order_hold_across_sessions() {
        site.visits.add(
                site.visit("1", "straight", 0).over("/a"),
                site.visit("2", "straight", 1).over("/b"),
                site.visit("3", "astray", 0).over("/a"),
                site.visit("4", "astray", 1).over("/help"),
                site.visit("5", "astray", 2).over("/b"),
                site.visit("6", "backwards", 0).over("/b"),
                site.visit("7", "backwards", 3).over("/a"));
        List<Map<String, String>> steps = List.of(step("path", "/a"), step("path", "/b"));

        DaysSite.report(TestFunnels.within(7, site.id, "strict", false, steps)).body("steps.reached", contains(3, 1));
        DaysSite.report(TestFunnels.within(7, site.id, "sequential", false, steps)).body("steps.reached", contains(3, 2));
        DaysSite.report(TestFunnels.within(7, site.id, "any", false, steps)).body("steps.reached", contains(3, 3));
    }

    @Test
    void events_and_clicks_are_steps_too() {
        site.visits.add(
                site.visit("looks", "ann", 0).with(
                        Happening.view("/a", NOON), Happening.click("{\"id\":\"buy\"}", NOON.plusSeconds(1))),
                site.visit("signs up", "ann", 1).with(Happening.view("/", NOON.plus(Duration.ofDays(1))),
                        Happening.event("signup", NOON.plus(Duration.ofDays(1)).plusSeconds(1))));
        List<Map<String, String>> steps = List.of(step("click", "#buy"), step("event", "signup"));

        DaysSite.report(TestFunnels.within(7, site.id, "sequential", false, steps)).body("steps.reached", contains(1, 1));
        DaysSite.report(TestFunnels.within(7, site.id, "strict", false, steps)).body("steps.reached", contains(1, 0));
    }

    @Test
    void what_was_erased_stays_counted_and_is_in_no_list() throws SQLException {
        site.visits.add(site.visit("one", "ann", 0).over("/a"), site.visit("two", "ann", 2).over("/b"));
        String funnel = site.within(7, "/a", "/b", "/c");
        DaysSite.sessions(funnel, 1, Map.of()).body("items.id", contains(site.session("two")));
        change("update session set erased_at = now(), visitor_id = 'erased-1' where site_id = ?");

        DaysSite.report(funnel).body("steps.reached", contains(1, 1, 0));
        DaysSite.sessions(funnel, 1, Map.of()).body("items", empty());
    }

    @Test
    void a_session_that_was_merged_into_another_is_followed_there_only() {
        site.visits.add(site.visit("one", "ann", 0).over("/a"), site.visit("two", "ann", 2).over("/b").supersededBy(site.session("one")));
        DaysSite.report(site.within(7, "/a", "/b")).body("steps.reached", contains(1, 0));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, site.id);
            statement.executeUpdate();
        }
    }
}
