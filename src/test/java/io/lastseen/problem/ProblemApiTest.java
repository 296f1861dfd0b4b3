package io.lastseen.problem;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
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
        problem(signedIn().accept("text/csv").get("/api/v1/sites").then(), 406);
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

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"))
                .body("detail", not(containsString("Exception")))
                .body("detail", not(containsString("io.lastseen")));
    }
}
