package io.lastseen.problem;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemApiTest {

    @Test
    void an_unknown_path_of_the_api_is_a_problem() {
        problem(signedIn().get("/api/v1/nothing").then(), 404);
        problem(signedIn().accept("text/html").get("/api/v1/nothing").then(), 404);
    }

    @Test
    void a_method_that_an_address_does_not_have_is_a_problem() {
        problem(signedIn().delete("/api/v1/sites").then(), 405);
    }

    @Test
    void another_media_type_is_a_problem() {
        problem(signedIn().contentType("text/plain").body("x").post("/api/v1/sites").then(), 415)
                .body("detail", containsString("application/json"));
        problem(signedIn().accept("text/csv").get("/api/v1/sites").then(), 406).body("detail", containsString("answers application/json."));
        problem(signedIn().accept("application/json").get("/api/v1/metrics/overview/csv").then(), 406)
                .body("detail", equalTo("This address answers text/csv. Ask for that in Accept, or leave Accept out."));
    }

    @Test
    void a_body_that_is_no_json_is_a_problem_that_says_where() {
        for (String body : new String[] {"{\"name\":", "[1]", "\"text\"", "{]"}) {
            problem(signedIn().contentType(ContentType.JSON).body(body).post("/api/v1/sites").then(), 400)
                    .body("detail", containsString("line 1"));
        }
        problem(signedIn().contentType(ContentType.JSON).post("/api/v1/sites").then(), 400);
        problem(signedIn().contentType(ContentType.JSON).body("null").post("/api/v1/sites").then(), 400);
    }

    @Test
    void a_field_of_another_type_is_named() {
        problem(signedIn().contentType(ContentType.JSON).body("{\"sampling\":\"lots\"}").post("/api/v1/sites").then(), 400)
                .body("errors[0].field", equalTo("sampling"))
                .body("errors[0].detail", equalTo("must be a number"));
        problem(signedIn().contentType(ContentType.JSON).body("{\"origins\":\"x\"}").post("/api/v1/sites").then(), 400)
                .body("errors[0].detail", equalTo("must be a list"));
    }

    @Test
    void a_parameter_that_nothing_looks_at_is_refused_with_those_there_are() {
        problem(signedIn().queryParam("contry", "DE").get("/api/v1/sessions").then(), 400)
                .body("errors[0].field", equalTo("contry"))
                .body("errors[0].detail", containsString("is no parameter here; there are "))
                .body("errors[0].detail", containsString("confidenceMin, converted, country, cursor"));
        problem(signedIn().queryParam("site", "demo").get("/api/v1/sites/demo").then(), 400)
                .body("detail", equalTo("site: is no parameter here; there are none"));
        problem(signedIn().queryParam("by", "entry").queryParam("granularity", "day").get("/api/v1/metrics/breakdown").then(), 400)
                .body("errors.field", equalTo(List.of("granularity")));
    }

    @Test
    void a_value_of_another_type_says_what_the_parameter_takes() {
        problem(signedIn().queryParam("limit", "x").get("/api/v1/sessions").then(), 400)
                .body("detail", equalTo("limit: is a whole number from 1 to 200, not 'x'"));
        problem(signedIn().queryParam("limit", "99999999999").get("/api/v1/sessions").then(), 400).body("errors[0].field", equalTo("limit"));
        problem(signedIn().queryParam("limit", 201).get("/api/v1/sessions").then(), 400).body("errors[0].field", equalTo("limit"));
        problem(signedIn().queryParam("stopped", "yes").get("/api/v1/funnels/demo/steps/0/sessions").then(), 400)
                .body("detail", equalTo("stopped: is true or false, not 'yes'"));
        problem(signedIn().get("/api/v1/funnels/demo/steps/first/sessions").then(), 400)
                .body("detail", equalTo("step: is a whole number, not 'first'"));
    }

    @Test
    void a_parameter_is_given_once_unless_it_takes_several_values() {
        problem(signedIn().queryParam("site", "demo", "other").get("/api/v1/metrics/overview").then(), 400)
                .body("detail", equalTo("site: is given twice; it takes one value"));
        problem(signedIn().queryParam("limit", 1, 2, 3).get("/api/v1/sessions").then(), 400)
                .body("detail", equalTo("limit: is given 3 times; it takes one value"));
        signedIn().queryParam("country", "DE", "FR").queryParam("reason", "closed", "left").get("/api/v1/sessions").then().statusCode(200);
    }

    @Test
    void no_list_takes_an_end_reason_that_there_is_none_of_for_one_that_nobody_met() {
        for (String list : new String[] {
            "/api/v1/sessions", "/api/v1/funnels/demo/steps/0/drop-offs", "/api/v1/funnels/demo/steps/0/drop-offs/csv",
            "/api/v1/funnels/demo/steps/0/sessions", "/api/v1/metrics/flow/sessions", "/api/v1/metrics/losses/sessions?site=demo",
            "/api/v1/metrics/goals/any/sessions"
        }) {
            problem(signedIn().queryParam("reason", "zzz").get(list).then(), 400)
                    .body("errors.field", equalTo(List.of("reason")))
                    .body("errors[0].detail", containsString("'zzz' is no end reason. Reasons are closed, left, "));
        }
        signedIn().queryParam("reason", "open").get("/api/v1/funnels/demo/steps/0/sessions").then().statusCode(200);
        signedIn().queryParam("reason", "").get("/api/v1/funnels/demo/steps/0/drop-offs").then().statusCode(200);
    }

    @Test
    void times_are_read_alike_by_lists_and_numbers() {
        for (String address : new String[] {"/api/v1/sessions", "/api/v1/metrics/overview"}) {
            signedIn().urlEncodingEnabled(false).get(address + "?from=2026-05-04T00:00:00+01:00&to=2026-05-05T00:00:00Z").then().statusCode(200);
            problem(signedIn().urlEncodingEnabled(false).get(address + "?from=%2B99999-01-01T00:00:00Z").then(), 400)
                    .body("detail", equalTo("from: is out of range; write a time from 1970 to 9999"));
            problem(signedIn().urlEncodingEnabled(false).get(address + "?to=-5000-01-01T00:00:00Z").then(), 400)
                    .body("detail", equalTo("to: is out of range; write a time from 1970 to 9999"));
            problem(signedIn().queryParam("from", "2026-05-05T00:00:00Z").queryParam("to", "2026-05-04T00:00:00Z").get(address).then(), 400)
                    .body("detail", equalTo("from: is not before to"));
        }
    }

    @Test
    void a_field_that_nothing_reads_is_refused_with_those_there_are() {
        problem(signedIn().contentType(ContentType.JSON).body("{\"name\":\"Shop\",\"orgins\":[]}").post("/api/v1/sites").then(), 400)
                .body("errors[0].field", equalTo("orgins"))
                .body("errors[0].detail", containsString("is no field here; there are "))
                .body("errors[0].detail", containsString("origins"));
        problem(signedIn().contentType(ContentType.JSON).body("{\"name\":\"Shop\",\"assets\":{\"keep\":true}}").post("/api/v1/sites").then(), 400)
                .body("errors[0].field", equalTo("assets.keep"));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"))
                .body("detail", not(containsString("Exception")))
                .body("detail", not(containsString("io.lastseen")));
    }
}
