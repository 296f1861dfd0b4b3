package io.lastseen.site;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DemoShopTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|srcset)=\"([^\"]+)\"|url\\(\"?([^)\"]+)|from '(\\./[^']+)'");

    @Inject
    Sites sites;

    @ParameterizedTest
    @ValueSource(strings = {"/demo/", "/demo/guide", "/demo/products", "/demo/products/shears", "/demo/fabrics", "/demo/cart",
            "/demo/checkout", "/demo/payment", "/demo/thanks", "/demo/visit", "/demo/map"})
    void every_page_carries_the_snippet_of_the_demo_site(String path) {
        Site demo = sites.byId("demo").orElseThrow();
        String page = given().get(path).then().statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .body(not(containsString("__LASTSEEN")), not(containsString("<!-- ")))
                .extract().asString();
        assertThat(unspaced(page)).contains(unspaced(Snippet.of(demo, "", DoorsPrefix.DEFAULT)));
    }

    @ParameterizedTest
    @CsvSource({"/demo,/demo/", "/demo/guide/,/demo/guide", "/demo/guide.html,/demo/guide", "/demo/index.html,/demo/",
            "/demo/cart/?utm_source=letter,/demo/cart?utm_source=letter"})
    void other_spellings_of_a_path_lead_to_the_clean_one(String path, String clean) {
        given().redirects().follow(false).get(path).then().statusCode(301).header("Location", equalTo(clean));
    }

    @Test
    void deep_links_into_the_client_routed_part_work_on_reload() {
        given().get("/demo/fabrics/velvet").then().statusCode(200).body(containsString("data-detail"));
    }

    @Test
    void an_unknown_path_shows_the_shops_own_page() {
        given().get("/demo/sofa").then().statusCode(404).body(containsString("Not on the shelf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/_layout.html", "/demo/_layout", "/demo/../application.properties", "/demo/%2e%2e/application.properties"})
    void nothing_but_the_shop_is_served(String path) {
        String body = given().urlEncodingEnabled(false).get(path).then().extract().asString();
        assertThat(body).doesNotContain("quarkus.", "<!-- main -->");
    }

    @Test
    void assets_are_cacheable_and_answer_304_to_who_has_them() {
        Response first = given().get("/demo/assets/shop.css");
        first.then().statusCode(200).contentType("text/css; charset=utf-8").header("Cache-Control", containsString("max-age"));
        given().header("If-None-Match", first.header("ETag")).get("/demo/assets/shop.css").then().statusCode(304);
        given().header("If-None-Match", "\"other\"").get("/demo/assets/shop.css").then().statusCode(200);
    }

    @Test
    void only_reading_is_allowed() {
        given().body("number=4242").post("/demo/checkout").then().statusCode(405).header("Allow", "GET, HEAD");
        given().head("/demo/guide").then().statusCode(200).body(equalTo(""));
    }

    @Test
    void every_link_picture_style_and_script_leads_somewhere_in_the_shop() {
        Deque<String> open = new ArrayDeque<>(Set.of("/demo/", "/demo/payment", "/demo/thanks"));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String path = open.pop();
            Response answer = given().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            if (!answer.contentType().startsWith("text/")) {
                continue;
            }
            assertThat(answer.asString()).as("inline handlers on " + path).doesNotContainPattern("<[a-z][^>]* on[a-z]+=");
            Matcher reference = REFERENCE.matcher(answer.asString());
            while (reference.find()) {
                for (String target : targets(path, reference)) {
                    if (seen.add(target)) {
                        open.push(target);
                    }
                }
            }
        }
        assertThat(seen).contains("/demo/products/curled-hair", "/demo/checkout", "/demo/assets/basket.js");
    }

    private static Set<String> targets(String base, Matcher reference) {
        String found = reference.group(1) != null ? reference.group(1) : reference.group(2) != null ? reference.group(2) : reference.group(3);
        Set<String> targets = new HashSet<>();
        for (String one : found.split(", ")) {
            String target = one.replaceAll(" \\d+w$", "").replaceAll("#.*", "");
            if (target.startsWith("./")) {
                target = base.substring(0, base.lastIndexOf('/')) + target.substring(1);
            }
            if (target.startsWith("/demo/")) {
                targets.add(target);
            }
        }
        return targets;
    }

    private static String unspaced(String text) {
        return text.replaceAll("\\s+", "");
    }
}
