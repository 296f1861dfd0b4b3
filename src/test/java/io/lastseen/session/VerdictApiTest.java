package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.Json;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was decided about an end is kept, told in words, and asked for. */
@QuarkusTest
class VerdictApiTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    private TestVisitor visitor;

    @BeforeEach
    void somebodyComes() {
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
    }

    private String endedVisit() {
        String first = visitor.opens("tab-" + visitor.id(), "/", "");
        visitor.closes("tab-" + visitor.id(), first);
        visitor.session(first, json -> "ended".equals(json.getString("state")));
        return first;
    }

    @Test
    void a_return_keeps_the_verdict_it_undid_and_says_where_the_visitor_came_back_to() {
        String first = endedVisit();
        String second = visitor.opens("tab-" + visitor.id(), "/again", "");
        visitor.session(first, json -> "open".equals(json.getString("state")) && json.getInt("views") == 2);
        visitor.closes("tab-" + visitor.id(), second);
        visitor.session(first, json -> "ended".equals(json.getString("state")));

        List<JsonPath> verdicts = verdicts(first);

        assertThat(verdicts).extracting(v -> v.getString("state")).containsExactly("provisional", "reopened", "provisional");
        assertThat(verdicts).extracting(v -> v.getInt("revision")).containsExactly(3, 2, 1);
        assertThat(verdicts.get(1).getString("evidence[0].words")).isEqualTo("The visitor came back, to /again.");
        assertThat(verdicts.get(1).getString("reason")).isNull();
        assertThat(verdicts.get(2).getString("reason")).isEqualTo("closed");
        assertThat(verdicts.get(2).getList("evidence.words")).contains("The tab was closed.");
        assertThat(Instant.parse(verdicts.get(2).getString("at"))).isBefore(Instant.parse(verdicts.get(0).getString("at")));
    }

    @Test
    void a_verdict_that_became_final_still_says_when_it_was_first_known_and_cites_its_evidence_in_the_order_of_time() {
        String site = visitor.api().contentType("application/json").body(Map.of("name", "Settled", "origins", List.of("*")))
            .post("/api/v1/sites").path("id");
        visitor = new TestVisitor(sites.byId(site).orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        String document = endedVisit();
        JsonPath provisional = verdicts(document).get(0);

        visitor.api().contentType("application/json").body("{\"reopenClosed\":\"0s\"}").put("/api/v1/sites/" + site + "/timings").then().statusCode(200);
        visitor.session(document, json -> !json.getBoolean("end.provisional"));

        List<JsonPath> verdicts = verdicts(document);
        assertThat(provisional.getString("finalAt")).isNull();
        assertThat(verdicts).extracting(v -> v.getString("state")).containsExactly("final");
        assertThat(verdicts.get(0).getString("decidedAt")).isEqualTo(provisional.getString("decidedAt"));
        assertThat(Instant.parse(verdicts.get(0).getString("finalAt"))).isAfter(Instant.parse(provisional.getString("decidedAt")));
        assertThat(verdicts.get(0).getList("evidence.at", String.class).stream().map(Instant::parse).toList()).isSorted();
    }

    @Test
    void lanes_tell_what_the_tab_did_what_proved_a_person_and_how_it_went() {
        String document = endedVisit();

        JsonPath lanes = visitor.api().get("/api/v1/sessions/" + document + "/lanes").then().statusCode(200).extract().jsonPath();

        assertThat(lanes.getList("tabs.label")).containsExactly("tab 1");
        assertThat(lanes.getList("tabs[0].spans.state")).containsExactly("engaged");
        assertThat(lanes.getString("tabs[0].spans[0].from")).isEqualTo(lanes.getString("from"));
        assertThat(lanes.getString("tabs[0].spans[0].to")).isEqualTo(lanes.getString("to")).isEqualTo(lanes.getString("endedAt"));
        assertThat(lanes.getList("tabs[0].proofs.words")).startsWith("A page was opened.").contains("Input: pointer.");
        assertThat(lanes.getString("tabs[0].exit.words")).isEqualTo("The tab was closed.");
        assertThat(Duration.between(Instant.parse(lanes.getString("endedAt")), Instant.parse(lanes.getString("decidedAt"))))
            .isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void a_tab_that_is_there_has_no_exit() {
        String document = visitor.opens("tab-" + visitor.id(), "/", "");
        visitor.session(document, json -> json.getInt("views") == 1);

        JsonPath lanes = visitor.api().get("/api/v1/sessions/" + document + "/lanes").jsonPath();

        assertThat(lanes.getString("tabs[0].exit")).isNull();
        assertThat(lanes.getString("endedAt")).isNull();
        assertThat(lanes.getString("decidedAt")).isNull();
        assertThat(lanes.getString("tabs[0].spans[0].to")).as("it is still there").isEqualTo(lanes.getString("to"));
    }

    @Test
    void engaged_time_goes_on_while_somebody_reads_though_nothing_comes_in() {
        String document = visitor.opens("tab-" + visitor.id(), "/", "");
        long before = visitor.session(document, json -> json.getInt("views") == 1).getLong("engagedMs");

        visitor.session(document, json -> json.getLong("engagedMs") > before + 500);

        JsonPath view = visitor.api().get("/api/v1/sessions/" + document + "/views").jsonPath();
        assertThat(view.getLong("items[0].engagedMs")).isGreaterThan(before + 500);
        assertThat(view.getLong("items[0].durationMs")).isGreaterThanOrEqualTo(view.getLong("items[0].engagedMs"));
    }

    @Test
    void between_a_page_that_was_closed_and_the_one_of_the_return_none_was_shown() {
        String first = endedVisit();
        visitor.opens("tab-" + visitor.id(), "/again", "");
        visitor.session(first, json -> json.getInt("views") == 2);

        JsonPath views = visitor.api().get("/api/v1/sessions/" + first + "/views").jsonPath();

        assertThat(Duration.between(Instant.parse(views.getString("items[0].endedAt")), Instant.parse(views.getString("items[1].startedAt"))))
            .isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void the_list_is_narrowed_by_reason_by_finality_and_by_confidence() {
        String document = endedVisit();

        assertThat(listed("reason=closed&reason=left", document)).isTrue();
        assertThat(listed("reason=left,idle", document)).isFalse();
        assertThat(listed("provisional=true", document)).isTrue();
        assertThat(listed("provisional=false", document)).isFalse();
        assertThat(listed("confidenceMin=0.9&confidenceMax=0.99", document)).isTrue();
        assertThat(listed("confidenceMax=0.9", document)).isFalse();
    }

    @Test
    void a_wrong_filter_is_named_with_what_it_takes() {
        for (String wrong : List.of("reason=bored", "reason=bot", "provisional=maybe", "confidenceMin=high", "confidenceMax=1.1",
            "confidenceMin=NaN", "confidenceMin=0.9&confidenceMax=0.8")) {
            JsonPath problem = visitor.api().get("/api/v1/sessions?" + wrong).then().statusCode(400).contentType("application/problem+json")
                .extract().jsonPath();
            assertThat(problem.getString("errors[0].field")).isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    private boolean listed(String query, String document) {
        return visitor.api().get("/api/v1/sessions?limit=200&" + query).then().statusCode(200).extract().jsonPath().getList("items.id").contains(document);
    }

    private List<JsonPath> verdicts(String session) {
        JsonPath page = visitor.api().get("/api/v1/sessions/" + session + "/verdicts").then().statusCode(200).extract().jsonPath();
        return page.<Map<String, Object>>getList("items").stream().map(item -> new JsonPath(Json.encode(item))).toList();
    }
}
