package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who converted, bounced or came back after an end: as many as the numbers say, in the list and in the numbers of those alone. */
@QuarkusTest
class OutcomeListsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private String site;

    @BeforeEach
    void a_site_where_visits_ended_in_all_ways() {
        site = TestSites.create("Outcomes");
        new Visits(database).add(
                visit("glanced").over("/").engaged(2_000),
                visit("read").over("/guide").engaged(90_000),
                Visit.closed(site, site + "-fleeting", NOON, Duration.ofSeconds(4)).over("/guide").engaged(3_000),
                visit("bought at once").with(Happening.view("/", NOON), Happening.event("purchase", NOON)).engaged(3_000),
                visit("signed up").over("/", "/welcome/anna").ended("left"),
                visit("went on").over("/", "/prices").provisional(true),
                visit("came back").over("/", "/prices").provisional(true).stillOpen(),
                visit("still there").over("/").engaged(10).stillOpen());
    }

    @Test
    void each_number_of_an_outcome_is_as_large_as_its_list() {
        goal("/welcome/*");
        JsonPath all = overview(asked());

        assertListed(all.getInt("bounce.sessions"), "state", "ended", "bounced", "bounce");
        assertListed(all.getInt("bounce.singleView.sessions"), "state", "ended", "bounced", "bounceSingleView");
        assertListed(all.getInt("bounce.notEngaged.sessions"), "state", "ended", "bounced", "bounceNotEngaged");
        assertListed(all.getInt("dropOff.purchases"), "state", "ended", "converted", "true");
        assertListed(all.getInt("dropOff.sessions"), "state", "ended", "converted", "false");
        assertListed(all.getInt("reopened"), "reopened", "true");
        assertListed(all.getInt("sessions") - all.getInt("reopened"), "reopened", "false");
        assertThat(all.getList("endReasons.findAll { it.reason == 'closed' }.reopened")).containsExactly(1);
        assertListed(1, "state", "ended", "reason", "closed", "reopened", "true");
    }

    @Test
    void the_lists_hold_those_whom_the_rules_mean() {
        goal("/welcome/*");

        assertThat(listed("converted", "true")).containsExactlyInAnyOrder("bought at once", "signed up");
        assertThat(listed("bounced", "bounce")).containsExactlyInAnyOrder("glanced", "fleeting");
        assertThat(listed("bounced", "bounceNotEngaged")).containsExactly("fleeting");
        assertThat(listed("bounced", "bounceSingleView")).containsExactlyInAnyOrder("glanced", "fleeting", "read", "bought at once");
        assertThat(listed("reopened", "true")).containsExactlyInAnyOrder("went on", "came back");
    }

    @Test
    void numbers_of_those_alone_count_them_too_also_told_apart_and_over_a_funnel() {
        goal("/welcome/*");
        String funnel = TestFunnels.create(site, false, "/", "/prices");

        assertThat(overview(asked("converted", "true")).getInt("sessions")).isEqualTo(2);
        assertThat(overview(asked("bounced", "bounce")).getInt("sessions")).isEqualTo(2);
        asked("bounced", "bounceSingleView").queryParam("by", "entry").get("/api/v1/metrics/breakdown").then().statusCode(200)
                .body("items.key", equalTo(List.of("/", "/guide"))).body("items.sessions", equalTo(List.of(2, 2)));
        signedIn().queryParams("from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z", "reopened", "true")
                .get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200).body("sessions", equalTo(2))
                .body("steps.reached", equalTo(List.of(2, 2)));
    }

    @Test
    void a_goal_that_was_made_a_moment_ago_says_who_converted() {
        assertThat(listed("converted", "true")).containsExactly("bought at once");

        String goal = goal("/prices");
        assertThat(listed("converted", "true")).containsExactlyInAnyOrder("bought at once", "went on", "came back");

        signedIn().delete("/api/v1/goals/" + goal).then().statusCode(204);
        assertThat(listed("converted", "true")).containsExactly("bought at once");
    }

    @Test
    void where_there_is_nothing_to_convert_to_nobody_failed_to() {
        site = TestSites.create("No goal");
        new Visits(database).add(visit("only").over("/"));

        assertThat(listed("converted", "false")).isEmpty();
        assertThat(listed("bounced", "bounceSingleView")).containsExactly("only");
    }

    @Test
    void what_is_no_outcome_is_refused() {
        asked("converted", "yes").get("/api/v1/sessions").then().statusCode(400).body("detail", equalTo("converted: is true or false"));
        asked("bounced", "true").get("/api/v1/metrics/overview").then().statusCode(400)
                .body("detail", containsString("bounced: is bounce, bounceSingleView or bounceNotEngaged"));
    }

    private void assertListed(int number, String... narrowed) {
        assertThat(listed(narrowed)).as(String.join(" ", narrowed)).hasSize(number).isNotEmpty();
    }

    private List<String> listed(String... narrowed) {
        List<String> ids = asked(narrowed).get("/api/v1/sessions").then().statusCode(200).extract().path("items.id");
        return ids.stream().map(id -> id.substring(site.length() + 1)).toList();
    }

    private static JsonPath overview(RequestSpecification asked) {
        return asked.get("/api/v1/metrics/overview").then().statusCode(200).extract().jsonPath();
    }

    private RequestSpecification asked(String... narrowed) {
        RequestSpecification request = signedIn().queryParams("site", site, "from", "2026-05-04T00:00:00Z", "to", "2026-05-05T00:00:00Z");
        for (int i = 0; i < narrowed.length; i += 2) {
            request.queryParam(narrowed[i], narrowed[i + 1]);
        }
        return request;
    }

    /** Its id. */
    private String goal(String path) {
        return signedIn().contentType(ContentType.JSON).body(Map.of("site", site, "name", path, "kind", "path", "match", path))
                .post("/api/v1/goals").then().statusCode(201).extract().path("id");
    }

    private Visit visit(String name) {
        return Visit.closed(site, site + "-" + name, NOON, Duration.ofMinutes(2));
    }
}
