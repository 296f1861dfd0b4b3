package io.lastseen.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.site.Sites;
import io.lastseen.wire.Frames;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of who sent a chunk, where no proxy is known of. */
@QuarkusTest
class CallersTest {
    private static final String IN_GERMANY = "193.99.144.80";

    @Inject
    Sites sites;

    @Inject
    Pool pool;

    @Test
    void addresses_that_a_visitor_claims_to_come_from_are_not_believed() {
        Row row = sent(Map.of("X-Forwarded-For", IN_GERMANY, "Forwarded", "for=" + IN_GERMANY, "X-Real-IP", IN_GERMANY, "CF-IPCountry", "DE"));

        assertThat(row.getString("country")).isNull();
    }

    @Test
    void the_browsers_language_is_kept_without_its_region() {
        assertThat(sent(Map.of("Accept-Language", "pt-BR,pt;q=0.9,en;q=0.8")).getString("language")).isEqualTo("pt");
    }

    private Row sent(Map<String, String> headers) {
        String document = UUID.randomUUID().toString();
        given().contentType("text/plain").headers(headers).body(Frames.frame(1, 1, Frames.HEADER.replace("document_documen", document), "[1]".getBytes()))
            .post("/i/c?k=" + sites.byId("demo").orElseThrow().writeKey()).then().statusCode(200);
        return pool.preparedQuery("select country, language from document where id = $1").execute(Tuple.of(document))
            .await().indefinitely().iterator().next();
    }
}
