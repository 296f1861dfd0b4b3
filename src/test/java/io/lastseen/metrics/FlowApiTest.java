package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FlowApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private String site;

    @BeforeEach
    void a_site_with_four_visits() {
        site = TestSites.create("Flow");
        new Visits(database).add(
                visit("a").over("/", "/prices", "/signup"),
                visit("b").over("/", "/prices"),
                visit("c").over("/", "/blog", "/blog", "/prices"),
                visit("d").over("/blog"));
    }

    @Test
    void each_session_is_in_one_move_of_each_step_it_made() {
        assertThat(moves(asked())).containsExactlyInAnyOrder(
                "0 / > /prices 2", "0 / > /blog 1", "0 /blog ended closed 1",
                "1 /prices > /signup 1", "1 /prices ended closed 1", "1 /blog > /prices 1",
                "2 /signup ended closed 1", "2 /prices ended closed 1");
    }

    @Test
    void a_start_leaves_out_what_came_before_it_and_who_never_saw_it() {
        assertThat(moves(asked().queryParam("start", "/prices"))).containsExactlyInAnyOrder(
                "0 /prices ended closed 2", "0 /prices > /signup 1", "1 /signup ended closed 1");
        asked().queryParam("start", "/prices").get("/api/v1/metrics/flow").then().body("sessions", equalTo(3))
                .body("units", equalTo(Map.of("sessions", "sessions", "sample", "share, 0 to 1")));
    }

    @Test
    void pages_beyond_those_that_are_named_are_one() {
        assertThat(moves(asked().queryParam("pages", 1).queryParam("steps", 1))).containsExactlyInAnyOrder(
                "0 / > /prices 2", "0 / > null 1", "0 null ended closed 1");
    }

    @Test
    void each_move_and_all_from_or_to_a_page_list_their_sessions() {
        for (String start : new String[] {null, "/prices"}) {
            RequestSpecification flow = start == null ? asked() : asked().queryParam("start", start);
            List<Map<String, Object>> moves = flow.queryParam("pages", 1).get("/api/v1/metrics/flow").then().statusCode(200).extract().path("moves");
            for (Map<String, Object> move : moves) {
                assertThat(listed(start, move)).as(move.toString()).hasSize((int) move.get("sessions")).containsAll((List<String>) move.get("newest"));
            }
        }
        assertThat(listed("step", 0)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(listed("step", 1, "origin", "/prices")).containsExactlyInAnyOrder("a", "b");
        assertThat(listed("step", 1, "next", "none")).containsExactly("b");
        assertThat(listed("step", 0, "next", "/prices", "entry", "/")).containsExactlyInAnyOrder("a", "b");
        assertThat(listed("step", 2, "origin", "other")).isEmpty();
    }

    @Test
    void a_list_of_a_move_has_pages_and_goes_over_all_sites_too() {
        String next = asked().queryParam("limit", 3).get("/api/v1/metrics/flow/sessions").then().statusCode(200).body("items.size()", equalTo(3))
                .extract().path("next");
        asked().queryParams("limit", 3, "cursor", next).get("/api/v1/metrics/flow/sessions").then().statusCode(200).body("items.size()", equalTo(1));
        List<String> ids = signedIn().queryParams("from", NOON.toString(), "to", NOON.plusSeconds(1).toString(), "page", "/signup", "step", 1)
                .get("/api/v1/metrics/flow/sessions").then().statusCode(200).extract().path("items.id");
        assertThat(ids).contains(site + "-a");
    }

    /** As the player asks for the sessions of a move. */
    private List<String> listed(String start, Map<String, Object> move) {
        RequestSpecification asked = asked().queryParams("step", move.get("step"), "pages", 1, "origin", move.get("from") == null ? "other" : move.get("from"));
        if (start != null) {
            asked.queryParam("start", start);
        }
        if (move.get("ended") == null) {
            asked.queryParam("next", move.get("to") == null ? "other" : move.get("to"));
        } else {
            asked.queryParams("next", "none", "reason", move.get("ended"));
        }
        return asked.get("/api/v1/metrics/flow/sessions").then().statusCode(200).extract().path("items.id");
    }

    /** Names of visits. */
    private List<String> listed(Object... parameters) {
        RequestSpecification asked = asked();
        for (int i = 0; i < parameters.length; i += 2) {
            asked.queryParam((String) parameters[i], parameters[i + 1]);
        }
        List<String> ids = asked.get("/api/v1/metrics/flow/sessions").then().statusCode(200).extract().path("items.id");
        return ids.stream().map(id -> id.substring(site.length() + 1)).toList();
    }

    @Test
    void a_move_names_the_newest_of_its_sessions_and_goes_with_the_filters() {
        List<String> newest = asked().queryParam("entry", "/blog").get("/api/v1/metrics/flow").then().statusCode(200)
                .body("sessions", equalTo(1)).extract().path("moves[0].newest");
        assertThat(newest).containsExactly(site + "-d");
    }

    @Test
    void of_more_sessions_than_are_followed_it_looks_at_one_in_64_and_says_so() throws SQLException {
        site = TestSites.create("Many paths");
        int sampled = manyVisits(50_001);

        asked().get("/api/v1/metrics/flow").then().body("sample", equalTo(1 / 64f)).body("sessions", equalTo(sampled))
                .body("moves.sessions", equalTo(List.of(sampled)));
        asked().queryParam("start", "/").get("/api/v1/metrics/flow").then().body("sample", equalTo(1f)).body("sessions", equalTo(sampled));
        asked().queryParam("device", "tablet").get("/api/v1/metrics/flow").then().body("sample", equalTo(1f)).body("sessions", equalTo(0));
    }

    /** Only those that will be looked at have views. @return how many these are */
    private int manyVisits(int visits) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into session (site_id, id, visitor_id, state, counted, final, started_at, ended_at, active_at, closes_at, engaged_ms,
                        views, entry_path, entry_title, exit_path, exit_title, source, channel, device, browser, os, returning_visitor, reason,
                        decided_at, confidence)
                    select '%1$s', '%1$s-' || n, 'visitor', 'ended', true, false, at, at, at, at, 0, 1, '/', '', '/', '', 'direct', 'direct', 'desktop',
                        '', '', false, 'closed', at, 0.98
                    from generate_series(1, %2$d) n cross join (values (timestamptz '%3$s')) t(at)
                    """.formatted(site, visits, NOON));
            return statement.executeUpdate("""
                    insert into view (site_id, session_id, ordinal, document_id, tab_id, path, title, how, started_at, ended_at, engaged_ms)
                    select site_id, id, 0, 'document', 'tab', '/', '', 'load', started_at, started_at, 0 from session
                    where site_id = '%s' and (hashtext(id) & 63) = 0
                    """.formatted(site));
        }
    }

    @Test
    void is_a_table_too() {
        asked().queryParam("start", "/prices").get("/api/v1/metrics/flow/csv").then().statusCode(200)
                .body(containsString("step,from,to,ended,sessions,sample\r\n0,/prices,,closed,2,1.0\r\n0,/prices,/signup,,1,1.0\r\n"));
    }

    @Test
    void what_is_wrong_is_named() {
        asked().queryParam("start", "prices").get("/api/v1/metrics/flow").then().statusCode(400)
                .body("detail", containsString("start: is a path that begins with /"));
        asked().queryParam("steps", 11).get("/api/v1/metrics/flow").then().statusCode(400)
                .body("detail", containsString("steps: is from 1 to 10, not 11"));
        signedIn().queryParam("site", "nowhere").get("/api/v1/metrics/flow").then().statusCode(404);
        asked().queryParam("step", 10).get("/api/v1/metrics/flow/sessions").then().statusCode(400)
                .body("detail", equalTo("step: is from 0 to 9, not 10"));
        asked().queryParam("next", "prices").get("/api/v1/metrics/flow/sessions").then().statusCode(400)
                .body("detail", equalTo("next: is a path, other, none or any, not 'prices'"));
    }

    private Visit visit(String name) {
        return Visit.closed(site, site + "-" + name, NOON, Duration.ofMinutes(2));
    }

    private RequestSpecification asked() {
        return signedIn().queryParams("site", site, "from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z");
    }

    private static List<String> moves(RequestSpecification asked) {
        JsonPath answer = asked.get("/api/v1/metrics/flow").then().statusCode(200).extract().jsonPath();
        List<Map<String, Object>> moves = answer.getList("moves");
        return moves.stream().map(move -> move.get("step") + " " + move.get("from")
                + (move.get("ended") == null ? " > " + move.get("to") : " ended " + move.get("ended")) + " " + move.get("sessions"))
                .collect(Collectors.toList());
    }
}
