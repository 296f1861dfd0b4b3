package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
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
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How funnels within a visitor's days are written, kept and changed, and what tells nothing by them. */
@QuarkusTest
class FunnelDaysApiTest {
    @Inject
    DataSource database;

    private DaysSite site;

    @BeforeEach
    void a_site_of_its_own() {
        site = new DaysSite(database);
    }

    @Test
    void a_funnel_says_within_how_many_days_and_none_is_within_one_session() {
        String days = site.within(7, "/a", "/b");
        signedIn().get("/api/v1/funnels/" + days).then().body("withinDays", equalTo(7));
        signedIn().get("/api/v1/funnels/" + TestFunnels.create(site.id, false, "/a", "/b")).then().body("withinDays", equalTo(0));
        signedIn().queryParam("site", site.id).get("/api/v1/funnels/csv").then().statusCode(200)
                .body(startsWith("id,site,name,mode,goal,steps,createdAt,withinDays\r\n")).body(containsString("Z,7\r\n"));

        Map<String, Object> draft = site.draft("/a", "/b");
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + days).then().statusCode(200)
                .body("withinDays", equalTo(0));
        signedIn().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200)
                .body("components.schemas.FunnelDraft.properties.withinDays.description", containsString("1 to 90"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 91, Integer.MAX_VALUE})
    void no_funnel_has_other_days_than_one_to_ninety(int days) {
        Map<String, Object> draft = site.draft("/a", "/b");
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
            Map<String, Object> draft = site.draft("/a", "/b");
            draft.put("withinDays", wrong);
            signedIn().contentType(ContentType.JSON).body(draft).post("/api/v1/funnels").then().statusCode(400)
                    .contentType("application/problem+json").body("detail", containsString("withinDays"));
        }
    }

    @Test
    void a_preview_counts_visitors_and_keeps_nothing() {
        site.visits.add(site.visit("one", "ann", 0).over("/a"), site.visit("two", "ann", 2).over("/b"));
        Map<String, Object> draft = site.draft("/a", "/b");
        draft.put("withinDays", 2);

        signedIn().contentType(ContentType.JSON).body(draft).queryParams(PERIOD).post("/api/v1/funnels/preview").then().statusCode(200)
                .body("visitors", equalTo(1)).body("steps.reached", contains(1, 1)).body("sample", equalTo(1f))
                .body("units", equalTo(Map.of("sessions", "sessions", "visitors", "visitors", "entered", "visitors", "reached", "visitors",
                        "fromPrevious", "share, 0 to 1", "fromFirst", "share, 0 to 1", "medianMs", "milliseconds", "dropOffs", "visitors")));
        signedIn().queryParam("site", site.id).get("/api/v1/funnels").then().body("items", empty());
    }

    @Test
    void losses_are_sessions_and_are_told_by_no_funnel_that_counts_visitors() {
        TestFunnels.within(7, site.id, "sequential", true, List.of(step("path", "/a"), step("path", "/b")));
        site.visits.add(site.visit("lost", "ann", 0).over("/a").ended("left"), site.visit("bought", "bob", 0).over("/b").ended("left"));

        site.losses().body("funnel", nullValue()).body("items", hasSize(1)).body("items[0].last", equalTo("/a")).body("items[0].sessions", equalTo(1))
                .body("definition", containsString("within days of a visitor"));
        String session = TestFunnels.create(site.id, true, "/a", "/b");
        site.losses().body("funnel.id", equalTo(session)).body("items[0].step", equalTo(0));
        signedIn().queryParams(PERIOD).queryParam("site", site.id).get("/api/v1/metrics/overview").then().statusCode(200)
                .body("dropOff.purchases", equalTo(1)).body("dropOff.of", equalTo(2));
    }

    @Test
    void a_funnel_that_comes_to_count_visitors_is_asked_of_them_at_once() {
        site.visits.add(site.visit("one", "ann", 0).over("/a"), site.visit("two", "ann", 2).over("/b"));
        String funnel = TestFunnels.create(site.id, false, "/a", "/b");
        DaysSite.report(funnel).body("steps.reached", contains(1, 0));
        Map<String, Object> draft = site.draft("/a", "/b");
        draft.put("withinDays", 2);
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + funnel).then().statusCode(200);
        DaysSite.report(funnel).body("steps.reached", contains(1, 1));
        draft.put("withinDays", 0);
        signedIn().contentType(ContentType.JSON).body(draft).put("/api/v1/funnels/" + funnel).then().statusCode(200);
        DaysSite.report(funnel).body("steps.reached", contains(1, 0));
    }
}
