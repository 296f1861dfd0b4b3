package io.lastseen.embedded;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.is;

/** The annotation here gives the stores to every {@code @QuarkusTest} of the module. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStores.class)
class StoresSmokeTest {

    @Test
    void the_service_is_ready_on_embedded_stores() {
        RestAssured.given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }
}
