package io.lastseen.access;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether or not this build holds the player: its page answers, and nothing else does in its place. */
@QuarkusTest
class PlayerPagesTest {
    @ConfigProperty(name = "quarkus.micrometer.binder.http-server.max-uri-tags")
    int mostAddresses;

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
    void metrics_have_one_address_for_files_of_a_kind_and_room_for_all_of_the_api() {
        for (String file : new String[] {"/demo/assets/mark.svg", "/demo/cart", "/demo/cart"}) {
            signedIn().get(file).then().statusCode(200);
        }
        signedIn().accept("text/html").get("/sessions/abc");
        String metrics = signedIn().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics).contains("uri=\"/demo/{page}\"").doesNotContain("uri=\"/demo/assets/mark.svg\"", "uri=\"/demo/cart\"", "uri=\"/sessions/abc\"");

        int addresses = signedIn().accept("application/json").get("/q/openapi").then().statusCode(200).extract().path("paths.size()");
        assertThat(mostAddresses).isGreaterThan(3 * addresses);
    }

    @Test
    void a_path_that_no_browser_navigates_to_is_a_problem() {
        signedIn().accept("application/json").get("/nothing").then().statusCode(404).contentType(startsWith("application/problem+json"));
    }
}
