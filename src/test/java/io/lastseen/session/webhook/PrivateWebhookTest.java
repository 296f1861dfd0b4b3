package io.lastseen.session.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As it is without any setting: nothing is posted into private networks. */
@QuarkusTest
class PrivateWebhookTest {
    @Inject
    AccessToken token;
    @Inject
    WebhookSender sender;

    @Test
    void an_address_of_this_machine_is_refused_when_it_is_set() {
        for (String url : List.of("http://127.0.0.1/hook", "http://localhost:9000/", "https://[::1]/", "http://169.254.169.254/latest", "http://[fd00::1]/")) {
            assertThat(given().header("Authorization", "Bearer " + token.value()).contentType("application/json").body(Map.of("url", url))
                .put("/api/v1/sites/demo/webhook").then().statusCode(400).extract().jsonPath().getString("errors[0].detail"))
                .contains("lastseen.webhook.allow-private");
        }
    }

    @Test
    void a_name_that_resolves_to_this_machine_is_refused_at_the_connection() throws Exception {
        try (Received shop = Received.listening()) {
            String url = shop.url("/hook").replace("127.0.0.1", "localhost");

            WebhookSender.Attempt attempt = sender.post(url, "secret", "id", "{}").await().atMost(Duration.ofSeconds(20));

            assertThat(attempt.delivered()).isFalse();
            assertThat(attempt.error()).hasValueSatisfying(error -> assertThat(error).contains("private network"));
            assertThat(shop.posts()).isEmpty();
        }
    }
}
