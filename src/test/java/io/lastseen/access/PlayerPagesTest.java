package io.lastseen.access;

import static io.lastseen.access.SignedIn.signedIn;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether or not this build holds the player: its page answers, and nothing else does in its place. */
@QuarkusTest
class PlayerPagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/sessions/abc", "/settings/sites", "/funnels?site=demo"})
    void every_route_of_the_player_is_its_one_page_and_asked_for_anew(String path) {
        String page = signedIn().accept("text/html").get("/").asString();
        signedIn()
                .accept("text/html")
                .get(path)
                .then()
                .header("Cache-Control", "no-cache")
                .body(org.hamcrest.Matchers.equalTo(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/nothing", "/q/nothing", "/_app/immutable/nothing.js"})
    void what_is_missing_elsewhere_is_missing(String path) {
        signedIn().accept("text/html").get(path).then().statusCode(404).header("Cache-Control", not(containsString("immutable")));
    }

    @Test
    void a_path_that_no_browser_navigates_to_is_a_problem() {
        signedIn().accept("application/json").get("/nothing").then().statusCode(404).contentType(startsWith("application/problem+json"));
    }
}
