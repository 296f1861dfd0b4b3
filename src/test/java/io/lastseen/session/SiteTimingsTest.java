package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SiteTimingsTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    private TestVisitor anybody;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        anybody = new TestVisitor("", token.value(), TestVisitor.anId());
        site = anybody.api().contentType("application/json").body(Map.of("name", "Timed", "origins", new String[] {"*"})).post("/api/v1/sites").path("id");
    }

    @Test
    void a_site_has_the_services_timings_until_its_owner_sets_others() {
        anybody.api().get("/api/v1/sites/" + site + "/timings").then().statusCode(200)
            .body("effective.idle", equalTo("30m")).body("effective.close", equalTo("5s")).body("overrides.size()", equalTo(0));

        put("{\"idle\":\"600s\",\"reopenClosed\":\"0s\"}").statusCode(200).body("effective.idle", equalTo("10m")).body("overrides.size()", equalTo(2));
        put("{\"idle\":\"12m\",\"reopenClosed\":null}").statusCode(200);

        anybody.api().get("/api/v1/sites/" + site + "/timings").then()
            .body("effective.idle", equalTo("12m")).body("effective.reopenClosed", equalTo("5m")).body("overrides", equalTo(Map.of("idle", "12m")));
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_sentence_and_nothing_changes() {
        put("{\"idle\":\"2h\"}").statusCode(400).contentType("application/problem+json").body("detail", containsString("must not exceed absent"));
        put("{\"idle\":\"soon\"}").statusCode(400).body("detail", containsString("idle is a time such as"));
        put("{\"idle\":600}").statusCode(400);
        put("{\"idle\":\"999999999999999999h\"}").statusCode(400).body("detail", containsString("idle is a time such as"));
        put("{\"close\":\"0s\"}").statusCode(400).body("detail", containsString("longer than nothing"));
        put("{\"tea\":\"5m\"}").statusCode(400).body("detail", containsString("There is no timing 'tea'"));
        put("[]").statusCode(400);
        anybody.api().contentType("application/json").body("{}").put("/api/v1/sites/none/timings").then().statusCode(404);

        anybody.api().get("/api/v1/sites/" + site + "/timings").then().body("overrides.size()", equalTo(0));
    }

    @Test
    void a_visit_is_judged_by_its_own_sites_timings_also_when_they_change_while_it_is_open() {
        TestVisitor visitor = new TestVisitor(sites.byId(site).orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        String page = visitor.opens(TestVisitor.anId(), "/read", "");
        assertThat(visitor.session(page, json -> json.getInt("views") == 1).getString("state")).isEqualTo("open");

        put("{\"idle\":\"4s\"}").statusCode(200);

        JsonPath ended = visitor.session(page, json -> "ended".equals(json.getString("state")));
        assertThat(ended.getString("end.reason")).isIn("idle", "lost");
        assertThat(ended.getBoolean("end.provisional")).isTrue();
    }

    private ValidatableResponse put(String body) {
        return anybody.api().contentType("application/json").body(body).put("/api/v1/sites/" + site + "/timings").then();
    }
}
