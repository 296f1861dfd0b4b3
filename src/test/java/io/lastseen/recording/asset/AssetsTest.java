package io.lastseen.recording.asset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import io.lastseen.access.SignedIn;
import io.lastseen.recording.check.StoreCheck;
import io.lastseen.recording.check.StoreReport;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.lastseen.wire.AssetMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contents on their way in, out and away, with real PostgreSQL and S3. */
@QuarkusTest
class AssetsTest {
    private static final String NAME = "https://shop.example/drawing";
    @Inject
    Pool pool;
    @Inject
    ObjectStore objects;
    @Inject
    AssetSweep sweep;
    @Inject
    ReferenceSweep references;
    @Inject
    RestoredReferences restored;
    @Inject
    StoreCheck check;
    private final String document = UUID.randomUUID().toString();
    private final byte[] drawing = ("<svg xmlns='http://www.w3.org/2000/svg' id='" + document + "'/>").getBytes(StandardCharsets.UTF_8);
    private String site;
    private String key;

    @BeforeEach
    void site() {
        var created = site(Map.of());
        site = created.extract().path("id");
        key = created.extract().path("writeKey");
    }

    @Test
    void a_content_that_is_acknowledged_is_shown_and_can_do_nothing() {
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200).body("need", empty()).body("refused", empty());

        byte[] shown = shown(site).statusCode(200).contentType("image/svg+xml").header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", containsString("sandbox")).extract().asByteArray();
        assertThat(shown).isEqualTo(drawing);
        given().get(path(site)).then().statusCode(401);
    }

    @Test
    void a_content_of_the_site_is_not_needed_again_and_another_site_does_not_learn_of_it() {
        send(key, AssetMessages.claiming(document, NAME, sha256())).statusCode(200).body("need", contains(0));
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        send(key, AssetMessages.claiming(document + "-2", NAME, sha256())).statusCode(200).body("need", empty());

        String other = site(Map.of()).extract().path("writeKey");
        send(other, AssetMessages.claiming(document, NAME, sha256())).statusCode(200).body("need", contains(0));
    }

    @Test
    void what_is_neither_image_nor_font_is_not_kept() {
        drawing[1] = 'x';
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200).body("refused", contains(0));

        shown(site).statusCode(404);
    }

    @Test
    void beyond_the_budget_of_the_day_everything_is_refused_also_what_is_there() {
        var tight = site(Map.of("assets", Map.of("dayBytes", drawing.length)));
        String tightKey = tight.extract().path("writeKey");
        send(tightKey, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);

        send(tightKey, AssetMessages.bringing(document, NAME, drawing)).statusCode(429).header("Retry-After", "3600");
    }

    @Test
    void a_site_that_keeps_nothing_keeps_nothing() {
        var bare = site(Map.of("assets", Map.of("kept", false)));
        send(bare.extract().path("writeKey"), AssetMessages.bringing(document, NAME, drawing)).statusCode(200);

        shown(bare.extract().path("id")).statusCode(404);
    }

    @Test
    void a_content_goes_two_days_after_the_last_recording_that_refers_to_it() {
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        age();
        sweep.sweep().await().indefinitely();
        shown(site).statusCode(200);

        execute("delete from asset_reference where site_id = $1");
        shown(site).statusCode(404);
        sweep.sweep().await().indefinitely();

        assertThatThrownBy(() -> objects.stat(object()).await().indefinitely()).isInstanceOf(StoreException.NoSuchObject.class);
        send(key, AssetMessages.claiming(document, NAME, sha256())).statusCode(200).body("need", contains(0));
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        shown(site).statusCode(200);
    }

    @Test
    void of_an_erased_page_nothing_is_noted() {
        document("'{(,)}'", false);
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);

        shown(site).statusCode(404);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_message_that_is_sent_again_is_stored_once_and_comes_back_when_the_rows_are_lost() {
        document("'{}'", false);
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        assertThat(told()).hasSize(1);

        execute("delete from asset_reference where site_id = $1");
        execute("delete from asset where site_id = $1");
        shown(site).statusCode(404);
        assertThat(restored.restore().await().indefinitely()).isZero();

        assertThat(shown(site).statusCode(200).contentType("image/svg+xml").extract().asByteArray()).isEqualTo(drawing);
    }

    @Test
    void references_that_are_damaged_are_told_and_hold_up_nothing() {
        document("'{}'", false);
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        StoreReport before = check.run().await().indefinitely();
        ObjectName damaged = new ObjectName(ReferenceObject.ofDocument(site, document) + "0");
        objects.put(damaged, "{\"format\":1}".getBytes(StandardCharsets.UTF_8)).await().indefinitely();
        execute("delete from asset_reference where site_id = $1");

        assertThat(restored.restore().await().indefinitely()).isEqualTo(1);
        assertThat(check.run().await().indefinitely().damagedObjects()).isEqualTo(before.damagedObjects() + 1);
        shown(site).statusCode(200);
        objects.remove(damaged).await().indefinitely();
    }

    @Test
    void stored_references_stay_while_a_session_has_no_archive_that_holds_them() {
        document("'{}'", true);
        execute("insert into session (site_id, id, visitor_id, state, counted, final, started_at, active_at, closes_at, engaged_ms, views, entry_path,"
            + " entry_title, exit_path, exit_title, source, channel, device, browser, os, returning_visitor)"
            + " values ($1, '" + document + "', 'v', 'open', true, false, now(), now(), now(), 0, 1, '/', '', '/', '', 'Direct', 'direct', 'desktop', '', '', false)");
        execute("insert into session_document (site_id, session_id, document_id, ordinal, tab_id, origin_at, from_ms)"
            + " values ($1, '" + document + "', '" + document + "', 0, 't', now(), 0)");
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        references.sweep(Duration.ZERO).await().indefinitely();
        assertThat(told()).hasSize(1);

        execute("insert into archive (site_id, session_id, generation, object, object_bytes, index_bytes, chunks, revision, written_at)"
            + " values ($1, '" + document + "', 1, '" + document + "', 1, 1, 1, 1, now() + interval '2 hours')");
        references.sweep(Duration.ZERO).await().indefinitely();
        assertThat(told()).isEmpty();
    }

    @Test
    void stored_references_of_an_erased_page_do_not_wait() {
        document("'{}'", false);
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        references.sweep(Duration.ofHours(46)).await().indefinitely();
        assertThat(told()).hasSize(1);

        execute("update document set erased = '{(,)}' where site_id = $1");
        references.sweep(Duration.ofHours(46)).await().indefinitely();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_recorder_that_refers_to_an_old_content_keeps_it() {
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        age();
        send(key, AssetMessages.claiming(document + "-2", NAME, sha256())).statusCode(200).body("need", empty());
        execute("delete from asset_reference where site_id = $1");
        sweep.sweep().await().indefinitely();

        send(key, AssetMessages.claiming(document, NAME, sha256())).statusCode(200).body("need", empty());
        shown(site).statusCode(200);
    }

    @Test
    void a_check_of_the_store_finds_a_content_that_is_damaged_and_one_that_is_gone() {
        send(key, AssetMessages.bringing(document, NAME, drawing)).statusCode(200);
        StoreReport before = check.run().await().indefinitely();

        objects.remove(object()).await().indefinitely();
        objects.put(object(), "other bytes of it".getBytes(StandardCharsets.UTF_8)).await().indefinitely();
        assertThat(check.run().await().indefinitely().damagedChunks()).isEqualTo(before.damagedChunks() + 1);

        objects.remove(object()).await().indefinitely();
        StoreReport after = check.run().await().indefinitely();
        assertThat(after.rowsWithoutBytes()).isEqualTo(before.rowsWithoutBytes() + 1);
        assertThat(after.damagedChunks()).isEqualTo(before.damagedChunks());
        execute("delete from asset where site_id = $1");
    }

    private ValidatableResponse send(String writeKey, byte[] message) {
        return given().contentType("text/plain").body(message).post("/i/a?k=" + writeKey).then();
    }

    private ValidatableResponse site(Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Assets", "origins", List.of("*")));
        body.putAll(settings);
        return SignedIn.signedIn().contentType("application/json").body(body).post("/api/v1/sites").then().statusCode(201);
    }

    private ValidatableResponse shown(String ofSite) {
        return SignedIn.signedIn().get(path(ofSite)).then();
    }

    private String path(String ofSite) {
        return "/api/v1/sites/" + ofSite + "/assets/" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256());
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(drawing);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectName object() {
        return Content.nameOf(site, sha256());
    }

    private void document(String erased, boolean settled) {
        execute("insert into document (site_id, id, visitor_id, tab_id, day, origin_ms, first_received_at, last_received_at, settled, erased)"
            + " values ($1, '" + document + "', 'v', 't', current_date, 0, now(), now(), " + settled + ", " + erased + ")");
    }

    private List<StoredObject> told() {
        return objects.list(ReferenceObject.ofDocument(site, document), Optional.empty(), 10).await().indefinitely();
    }

    private void age() {
        execute("update asset set told_at = now() - interval '3 days' where site_id = $1");
    }

    private void execute(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(site)).await().indefinitely();
    }
}
