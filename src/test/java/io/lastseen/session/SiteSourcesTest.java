package io.lastseen.session;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SiteSourcesTest {
    @Inject
    SiteSources sources;

    @AfterEach
    void as_it_was() {
        put("{\"items\": []}").statusCode(200);
    }

    @Test
    void what_an_owner_adds_is_known_at_once_and_to_this_site_alone() {
        put("{\"items\": [{\"domain\": \"Deals.example\", \"name\": \"Deals\", \"kind\": \"shopping\"}]}")
            .statusCode(200)
            .body("items[0].domain", equalTo("deals.example"))
            .body("items[0].kind", equalTo("shopping"));

        assertThat(sources.of("demo").ofHost("m.deals.example")).isEqualTo(new Source("deals", SourceKind.SHOPPING));
        assertThat(sources.of("another").ofHost("m.deals.example").kind()).isEqualTo(SourceKind.REFERRAL);
        signedIn().get("/api/v1/sites/demo/sources").then().statusCode(200).body("items.name", equalTo(List.of("deals")));
    }

    @Test
    void what_is_wrong_is_named() {
        put("{\"items\": [{\"domain\": \"https://deals.example\", \"name\": \"\", \"kind\": \"shop\"}]}")
            .statusCode(400)
            .body("errors.field", equalTo(List.of("items[0].domain", "items[0].name", "items[0].kind")));
        put("{\"items\": [{\"domain\": \"x y\", \"name\": \"X and Y\", \"kind\": \"shopping\"}]}")
            .statusCode(400)
            .body("detail", equalTo("items[0].domain: is a single word; 'x y' has spaces"));
        signedIn().get("/api/v1/sites/nowhere/sources").then().statusCode(404).body("detail", containsString("no site nowhere"));
    }

    private static io.restassured.response.ValidatableResponse put(String body) {
        return signedIn().contentType(ContentType.JSON).body(body).put("/api/v1/sites/demo/sources").then();
    }
}
