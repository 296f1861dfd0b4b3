package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ends that need no guessing, and visits that are nobody's, as the API tells them. */
@QuarkusTest
class SaidEndsTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    private final String tab = TestVisitor.anId();
    private TestVisitor visitor;
    private String site;

    @BeforeEach
    void a_site_of_its_own() {
        visitor = new TestVisitor("", token.value(), TestVisitor.anId());
        site = visitor.api().contentType("application/json").body(Map.of("name", "Said", "origins", new String[] {"*"})).post("/api/v1/sites").path("id");
        visitor = somebody();
    }

    @Test
    void who_signs_out_has_ended_for_good() {
        String page = visitor.opens(tab, "/account", "");
        visitor.says(tab, page, 1_400, "\"k\":\"signout\"");

        JsonPath ended = visitor.session(page, json -> "ended".equals(json.getString("state")));
        assertThat(ended.getString("end.reason")).isEqualTo("signed_out");
        assertThat(ended.getBoolean("end.provisional")).isFalse();
        assertThat(ended.getDouble("end.confidence")).isEqualTo(1.0);
        assertThat(ended.getString("end.evidence[0].text")).isEqualTo("The visitor signed out.");
    }

    @Test
    void a_visit_longer_than_a_session_may_be_goes_on_as_a_linked_successor() {
        visitor.api().contentType("application/json").body("{\"parked\":\"5s\",\"idle\":\"5s\",\"absent\":\"6s\",\"payment\":\"6s\",\"longestLife\":\"7s\"}")
            .put("/api/v1/sites/" + site + "/timings").then().statusCode(200);
        String page = visitor.opens(tab, "/shop", "");
        visitor.session(page, json -> json.getLong("durationMs") > 4_000);
        visitor.says(tab, page, 4_000, "\"k\":\"input\",\"kind\":\"scroll\"");
        JsonPath first = visitor.session(page, json -> "ended".equals(json.getString("state")));
        assertThat(first.getString("end.reason")).isEqualTo("limit");
        assertThat(first.getString("previous")).isNull();

        visitor.says(tab, page, 7_500, "\"k\":\"input\",\"kind\":\"scroll\"");

        JsonPath second = visitor.session(page + "-2", json -> true);
        assertThat(second.getString("previous")).isEqualTo(first.getString("id"));
        assertThat(second.getString("visitorId")).isEqualTo(visitor.id());
        assertThat(second.getString("entry.path")).as("the page that was still open").isEqualTo("/shop");
        assertThat(second.getInt("views")).isEqualTo(1);
    }

    @Test
    void robots_and_pages_nobody_saw_are_not_listed() {
        TestVisitor nobody = somebody();
        nobody.arrives(TestVisitor.anId(), "\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example/behind\",\"vis\":\"hidden\"");
        TestVisitor machine = somebody();
        machine.arrives(TestVisitor.anId(), "\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example/read\",\"vis\":\"visible\",\"webdriver\":true",
            "\"k\":\"view\",\"how\":\"load\",\"path\":\"/read\",\"title\":\"A page\"");
        String page = visitor.opens(tab, "/seen", "");
        visitor.session(page, json -> true);

        List<String> listed = visitor.api().get("/api/v1/sessions?site=" + site).then().statusCode(200).extract().path("items.visitorId");
        assertThat(listed).containsExactly(visitor.id());
    }

    private TestVisitor somebody() {
        return new TestVisitor(sites.byId(site).orElseThrow().writeKey(), token.value(), TestVisitor.anId());
    }
}
