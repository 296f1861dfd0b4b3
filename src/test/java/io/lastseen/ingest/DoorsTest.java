package io.lastseen.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lastseen.site.Sites;
import io.lastseen.wire.Frames;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The doors, in front of real PostgreSQL and S3. */
@QuarkusTest
class DoorsTest {
    @Inject
    Sites sites;
    @Inject
    Pool pool;
    private final String document = UUID.randomUUID().toString();

    @Test
    void a_chunk_that_is_acknowledged_has_its_row() {
        send(chunk("[1]")).statusCode(200).header("Access-Control-Allow-Origin", "*");

        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void a_chunk_sent_again_is_acknowledged_and_stored_once() {
        send(chunk("[1]")).statusCode(200);
        send(chunk("[1]")).statusCode(200);

        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void a_chunk_sent_again_the_next_day_meets_its_first_copy() {
        send(chunk("[1]")).statusCode(200);
        // What was received yesterday lies in yesterday's partitions, with the day the document was given then.
        execute("update document set day = day - 1 where id = $1");
        execute("update chunk set day = day - 1 where document_id = $1");
        send(chunk("[1]")).statusCode(200);

        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void other_bytes_under_the_same_sequence_are_refused_and_the_first_stay() {
        send(chunk("[1]")).statusCode(200);
        send(chunk("[2]")).statusCode(409);

        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void a_chunk_cut_in_half_is_told_so() {
        send(Arrays.copyOf(chunk("[1]"), 60)).statusCode(400).contentType("application/problem+json")
            .header("Access-Control-Allow-Origin", "*").body("detail", containsString("its prefix says"));
    }

    @Test
    void a_header_from_the_future_is_told_to_wait_for_an_update() {
        send(Frames.frame(2, 1, header(), "[]".getBytes())).statusCode(400).body("detail", containsString("Update the service"));
    }

    @Test
    void an_unknown_codec_is_refused() {
        send(Frames.frame(1, 7, header(), "[]".getBytes())).statusCode(400);
    }

    @Test
    void a_body_beyond_the_format_is_cut() {
        send(new byte[3_000_000]).statusCode(413);
    }

    @Test
    void a_wrong_key_is_refused() {
        given().contentType("text/plain").body(chunk("[1]")).post("/i/c?k=nobodys").then().statusCode(401)
            .contentType("application/problem+json").body("status", equalTo(401));
    }

    @Test
    void options_say_what_the_owner_has_set() {
        given().header("Origin", "https://any.example").get("/i/o?k=" + key()).then().statusCode(200)
            .header("Access-Control-Allow-Origin", "*").body("record", equalTo(true));
    }

    private ValidatableResponse send(byte[] frame) {
        return given().contentType("text/plain").body(frame).post("/i/c?k=" + key()).then();
    }

    private String key() {
        return sites.byId("demo").orElseThrow().writeKey();
    }

    private byte[] chunk(String payload) {
        return Frames.frame(1, 1, header(), payload.getBytes());
    }

    private String header() {
        return Frames.HEADER.replace("document_documen", document);
    }

    private long chunks() {
        return pool.preparedQuery("select count(*) as n from chunk where document_id = $1").execute(Tuple.of(document))
            .await().indefinitely().iterator().next().getLong("n");
    }

    private void execute(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(document)).await().indefinitely();
    }
}
