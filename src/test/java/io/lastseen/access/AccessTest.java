package io.lastseen.access;

import static io.lastseen.access.SignedIn.signedIn;
import static io.lastseen.access.SignedIn.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/sites", "/q/openapi", "/q/swagger-ui/", "/q/metrics", "/", "/sessions/x", "/nothing"})
    void without_the_token_nothing_is_told(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("access token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/../api/v1/sites", "/i/../api/v1/sites", "/demo/%2e%2e/api/v1/sites", "/i/..%2fapi/v1/sites", "//api/v1/sites",
                "/demo/..;/api/v1/sites", "/lastseen.js/../api/v1/sites", "/q/health/../openapi", "/i%2f../api/v1/sites", "/i"
            })
    void no_spelling_of_a_path_gets_around_the_token(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void health_needs_no_token(String path) {
        given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lastseen.js", "/demo/", "/i/o?k=x"})
    void what_other_sites_load_needs_no_token_and_has_none_of_the_players_headers(String path) {
        given().get(path)
                .then()
                .header("Content-Security-Policy", nullValue())
                .header("WWW-Authenticate", nullValue());
    }

    @Test
    void a_program_sends_the_token_as_bearer() {
        signedIn().get("/api/v1/sites").then().statusCode(200).header("Cache-Control", "no-store");
        given().header("Authorization", "bearer " + token()).get("/api/v1/sites").then().statusCode(200);
    }

    @Test
    void a_wrong_token_is_answered_slowly_and_clearly() {
        given().header("Authorization", "Bearer wrong")
                .get("/api/v1/sites")
                .then()
                .statusCode(401)
                .time(greaterThanOrEqualTo(WrongTokens.DELAY_MS))
                .body("detail", containsString("This access token is wrong"));
        given().queryParam("token", "wrong-<b>")
                .get("/access")
                .then()
                .statusCode(401)
                .time(greaterThanOrEqualTo(WrongTokens.DELAY_MS))
                .contentType(ContentType.HTML)
                .body(allOf(containsString("This is not the access token"), not(containsString("wrong-"))));
    }

    @Test
    void the_printed_link_signs_a_browser_in() {
        Response answer = given().redirects().follow(false).queryParam("token", token()).get("/access");
        answer.then().statusCode(303).header("Location", "/").header("Cache-Control", "no-store");
        assertThat(answer.header("Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/", "Max-Age=34560000")
                .doesNotContain("Secure", token());
        given().cookie(Credentials.COOKIE, answer.cookie(Credentials.COOKIE)).get("/api/v1/sites").then().statusCode(200);
    }

    @Test
    void over_https_the_cookie_never_travels_in_the_clear() {
        given().redirects()
                .follow(false)
                .header("X-Forwarded-Proto", "https")
                .queryParam("token", token())
                .get("/access")
                .then()
                .header("Set-Cookie", containsString("Secure"));
    }

    @Test
    void the_raw_token_or_another_value_is_no_cookie() {
        given().cookie(Credentials.COOKIE, token()).get("/api/v1/sites").then().statusCode(401);
        given().cookie(Credentials.COOKIE, "").get("/api/v1/sites").then().statusCode(401);
    }

    @Test
    void a_person_without_it_gets_a_page_that_asks_and_leads_back() {
        given().accept("text/html,*/*")
                .get("/sessions/abc?at=12&x=\"<")
                .then()
                .statusCode(401)
                .contentType(ContentType.HTML)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .body(allOf(containsString("Access token"), containsString("name=\"to\""), not(containsString("\"<\""))));
        given().redirects()
                .follow(false)
                .formParam("token", " " + token() + "\n")
                .formParam("to", "/sessions/abc?at=12")
                .post("/access")
                .then()
                .statusCode(303)
                .header("Location", "/sessions/abc?at=12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/access?token=x", "/a\r\nX: y"})
    void signing_in_leads_nowhere_else(String to) {
        given().redirects()
                .follow(false)
                .formParam("token", token())
                .formParam("to", to)
                .post("/access")
                .then()
                .statusCode(303)
                .header("Location", "/");
    }

    @Test
    void a_form_that_is_too_large_or_odd_is_answered_without_a_trace() {
        given().formParam("token", "x".repeat(20_000)).post("/access").then().statusCode(413).contentType(ContentType.HTML);
        given().contentType("application/json").body("{}").post("/access").then().statusCode(200);
    }

    @Test
    void a_page_of_another_site_changes_nothing_with_the_cookie() {
        rotate(browser().header("Sec-Fetch-Site", "same-site")).then().statusCode(403).contentType("application/problem+json");
        rotate(browser().header("Sec-Fetch-Site", "cross-site")).then().statusCode(403);
        rotate(browser().header("Origin", "https://evil.example")).then().statusCode(403);
        rotate(browser().header("Origin", "null")).then().statusCode(403);
        rotate(browser()).then().statusCode(403);
    }

    @Test
    void the_player_changes_things_with_the_cookie() {
        rotate(browser().header("Sec-Fetch-Site", "same-origin")).then().statusCode(200);
        String base = io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
        rotate(browser().header("Origin", base)).then().statusCode(200);
        rotate(browser().header("Origin", "https://proxy.example").header("X-Forwarded-Host", "proxy.example"))
                .then()
                .statusCode(200);
    }

    @Test
    void the_player_may_not_be_framed_nor_run_foreign_scripts() {
        signedIn()
                .get("/api/v1/sites")
                .then()
                .header("Content-Security-Policy", allOf(
                        containsString("script-src 'self';"), containsString("frame-ancestors 'none'"),
                        containsString("img-src data: blob: 'self'"), containsString("object-src 'none'")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin");
        signedIn()
                .get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self' 'unsafe-inline'"));
    }

    @Test
    void the_api_describes_itself_with_examples() {
        signedIn()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/sites'.post.operationId", equalTo("createSite"))
                .body("components.schemas.Problem.properties.status.examples[0]", equalTo(400));
    }

    private static RequestSpecification browser() {
        String cookie = given().redirects().follow(false).queryParam("token", token()).get("/access").cookie(Credentials.COOKIE);
        return given().cookie(Credentials.COOKIE, cookie);
    }

    private static Response rotate(RequestSpecification request) {
        return request.post("/api/v1/sites/demo/rotate-key");
    }
}
