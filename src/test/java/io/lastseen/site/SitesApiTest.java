package io.lastseen.site;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SitesApiTest {
    @Inject
    Sites sites;

    @Inject
    Refusals refusals;

    @Test
    void a_demo_site_that_any_page_may_record_into_exists_from_the_start() {
        signedIn()
                .get("/api/v1/sites/demo")
                .then()
                .statusCode(200)
                .body("name", equalTo("Demo shop"))
                .body("origins", equalTo(List.of("*")))
                .body("timeZone", equalTo("UTC"))
                .body("demo", equalTo(true))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void a_new_site_has_a_key_and_a_snippet_at_once_and_no_page_may_record_into_it() {
        Response created = create(Map.of("name", "  Upholstery shop "));
        created.then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/sites/" + created.path("id")))
                .body("name", equalTo("Upholstery shop"))
                .body("writeKey", matchesPattern("[A-Za-z0-9_-]{22}"))
                .body("origins", equalTo(List.of()))
                .body("queryAllowList", hasItem("utm_*"))
                .body("sampling", equalTo(1.0f))
                .body("respectGpc", equalTo(true))
                .body("paused", equalTo(false))
                .body("snippet", containsString("/lastseen.js\" data-site=\"" + created.path("writeKey") + "\""));

        Site site = sites.byWriteKey(created.path("writeKey")).orElseThrow();
        assertThat(new OriginPolicy().allows(site, "https://shop.example")).isFalse();
    }

    @Test
    void origins_are_kept_as_browsers_send_them() {
        create(Map.of("name", "a", "origins", List.of("HTTPS://Shop.Example:443", "https://*.bücher.example", "http://localhost:3000")))
                .then()
                .statusCode(201)
                .body("origins", equalTo(List.of("https://shop.example", "https://*.xn--bcher-kva.example", "http://localhost:3000")));
    }

    @Test
    void a_change_leaves_alone_what_it_does_not_name() {
        String id = create(Map.of("name", "a", "origins", List.of("https://a.example"))).path("id");
        signedIn()
                .contentType(ContentType.JSON)
                .body(Map.of("paused", true, "sampling", 0.25, "timeZone", "Europe/Berlin", "ownHosts", List.of("*.a.example")))
                .patch("/api/v1/sites/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("a"))
                .body("origins", equalTo(List.of("https://a.example")))
                .body("paused", equalTo(true))
                .body("sampling", equalTo(0.25f))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("ownHosts", equalTo(List.of("*.a.example")));
        assertThat(sites.byId(id).orElseThrow().paused()).isTrue();
    }

    @Test
    void a_rotated_key_is_refused_at_once_and_the_new_one_works() {
        Response before = create(Map.of("name", "a"));
        String old = before.path("writeKey");
        String now = signedIn().post("/api/v1/sites/" + before.path("id") + "/rotate-key").then().statusCode(200).extract().path("writeKey");
        assertThat(now).isNotEqualTo(old);
        assertThat(sites.byWriteKey(old)).isEmpty();
        assertThat(sites.byWriteKey(now)).map(Site::id).hasValue(before.path("id"));
    }

    @Test
    void each_wrong_field_is_named_with_what_to_write_instead() {
        create(Map.of(
                        "name", " ",
                        "origins", List.of("https://ok.example", "shop.example"),
                        "timeZone", "Mars/Base",
                        "ownHosts", List.of("https://x.example"),
                        "queryAllowList", List.of("a=b"),
                        "sampling", 7))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("title", equalTo("Bad Request"))
                .body("errors.find { it.field == 'origins[1]' }.detail", containsString("write https://shop.example"))
                .body("errors.find { it.field == 'name' }.detail", containsString("give the site a name"))
                .body("errors.find { it.field == 'timeZone' }.detail", containsString("Europe/Berlin"))
                .body("errors.find { it.field == 'ownHosts[0]' }.detail", containsString("only its name"))
                .body("errors.find { it.field == 'queryAllowList[0]' }.detail", containsString("utm_source"))
                .body("errors.find { it.field == 'sampling' }.detail", containsString("from 0 (nobody) to 1 (everybody)"))
                .body("errors.size()", equalTo(6));
    }

    @Test
    void a_site_needs_a_name() {
        create(Map.of()).then().statusCode(400).body("errors[0].field", equalTo("name"));
    }

    @Test
    void what_a_client_writes_is_never_read_as_a_template() {
        create(Map.of("name", "a", "origins", List.of("${7*7}{name}")))
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("${7*7}{name}"))
                .body("errors[0].detail", not(containsString("49")));
    }

    @Test
    void sites_are_listed_page_by_page() {
        String first = create(Map.of("name", "first")).path("id");
        String second = create(Map.of("name", "second")).path("id");
        String cursor = null;
        List<String> seen = new java.util.ArrayList<>();
        do {
            var request = signedIn().queryParam("limit", 1);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/api/v1/sites");
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen).contains("demo", first, second).doesNotHaveDuplicates();
        signedIn().queryParam("cursor", "zzz").get("/api/v1/sites").then().statusCode(400).body("detail", containsString("cursor"));
        signedIn().queryParam("limit", 0).get("/api/v1/sites").then().statusCode(400).body("errors[0].field", equalTo("limit"));
    }

    @Test
    void refusals_are_counted_and_told_in_words() {
        String id = create(Map.of("name", "a", "origins", List.of("https://a.example"))).path("id");
        refusals.note(Refusal.ORIGIN_NOT_ALLOWED, id, "https://b.example", null);
        refusals.note(Refusal.ORIGIN_NOT_ALLOWED, id, "https://b.example", null);
        refusals.note(Refusal.TOO_LARGE, id, "https://a.example", "3000000 bytes");
        signedIn()
                .get("/api/v1/sites/" + id + "/refusals")
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .body("items.find { it.reason == 'origin_not_allowed' }.count", equalTo(2))
                .body("items.find { it.reason == 'origin_not_allowed' }.text", containsString("Add https://b.example to the allowed origins"))
                .body("items.find { it.reason == 'origin_not_allowed' }.firstAt", notNullValue())
                .body("items.find { it.reason == 'too_large' }.detail", equalTo("3000000 bytes"));
    }

    @Test
    void an_unknown_key_shows_at_the_site_that_names_the_origin_and_else_everywhere() {
        String a = create(Map.of("name", "a", "origins", List.of("https://*.known.example"))).path("id");
        String b = create(Map.of("name", "b", "origins", List.of("https://b.example"))).path("id");
        refusals.note(Refusal.WRONG_KEY, null, "https://www.known.example", null);
        refusals.note(Refusal.WRONG_KEY, null, "https://stranger.example", null);
        signedIn().get("/api/v1/sites/" + a + "/refusals").then()
                .body("items.origin", hasItem("https://www.known.example"))
                .body("items.origin", hasItem("https://stranger.example"));
        signedIn().get("/api/v1/sites/" + b + "/refusals").then()
                .body("items.origin", not(hasItem("https://www.known.example")))
                .body("items.origin", hasItem("https://stranger.example"));
    }

    @Test
    void a_site_that_is_not_there_is_a_problem() {
        for (String path : List.of("", "/refusals")) {
            signedIn().get("/api/v1/sites/nobody" + path).then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("detail", containsString("There is no site nobody"));
        }
        signedIn().post("/api/v1/sites/nobody/rotate-key").then().statusCode(404);
        signedIn().contentType(ContentType.JSON).body("{}").patch("/api/v1/sites/nobody").then().statusCode(404);
    }

    private static Response create(Map<String, ?> body) {
        return signedIn().contentType(ContentType.JSON).body(body).post("/api/v1/sites");
    }
}
