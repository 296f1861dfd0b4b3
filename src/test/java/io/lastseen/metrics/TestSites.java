package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;

import io.restassured.http.ContentType;
import java.util.Map;

/** Sites made by the API. */
final class TestSites {
    private TestSites() {}

    /** Its id. */
    static String create(String name) {
        return signedIn().contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post("/api/v1/sites")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
