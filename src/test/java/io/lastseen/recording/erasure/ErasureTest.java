package io.lastseen.recording.erasure;

import static io.lastseen.recording.RecordedVisit.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.lastseen.access.AccessToken;
import io.lastseen.recording.Objects;
import io.lastseen.recording.RecordedVisit;
import io.lastseen.recording.ShortLives;
import io.lastseen.recording.Segment;
import io.lastseen.recording.SegmentEntry;
import io.lastseen.recording.SegmentWriter;
import io.lastseen.recording.archive.ChunkRows;
import io.lastseen.recording.archive.SourceChunk;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.asset.ReferenceObject;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is erased cannot be read any more, comes in no more, and is in no object. */
@QuarkusTest
@TestProfile(ShortLives.class)
class ErasureTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    @Inject
    ObjectStore store;
    @Inject
    Retention retention;
    @Inject
    DemoErasure demo;
    private final String secret = "[\"secret-" + UUID.randomUUID() + "\"]";

    @Test
    void a_running_session_is_unreadable_at_once_its_late_chunks_are_refused_and_its_neighbours_play_on() {
        RecordedVisit visit = visit().opens();
        RecordedVisit neighbour = visit().opens();
        visit.sends(0, secret).then().statusCode(200);
        neighbour.sends(0, "[\"neighbour\"]").then().statusCode(200);
        visit.shows("https://shop.example/photo-of-jane-roe").then().statusCode(200);
        visit.manifest();
        neighbour.manifest();
        assertThat(Objects.named(store, ReferenceObject.ofDocument("demo", visit.document()))).hasSize(1);
        assertThat(Objects.holding(store, "segments/", secret)).isNotEmpty();

        JsonPath job = api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202).extract().jsonPath();

        for (String below : List.of("", "/recording", "/views", "/timeline", "/verdicts")) {
            api().get("/api/v1/sessions/" + visit.document() + below).then().statusCode(410).contentType("application/problem+json");
        }
        assertThat(api().get("/api/v1/sessions?limit=200").jsonPath().getList("items.id")).doesNotContain(visit.document());
        visit.sends(1, secret).then().statusCode(410).contentType("application/problem+json");
        visit.sends(0, secret).then().statusCode(410);
        visit.says("\"k\":\"input\",\"kind\":\"pointer\"").then().statusCode(200);
        assertThat(row("select count(*) as n from evidence where document_id = $1", visit.document()).getLong("n")).isZero();
        untilDone(job);
        assertThat(Objects.named(store, ReferenceObject.ofDocument("demo", visit.document()))).isEmpty();
        visit.shows("https://shop.example/another-photo").then().statusCode(200);
        assertThat(Objects.named(store, ReferenceObject.ofDocument("demo", visit.document()))).isEmpty();
        untilMinutesLater("what was refused is in no object", () -> Objects.holding(store, "segments/", secret).isEmpty());
        assertThat(api().get("/api/v1/erasures").jsonPath().getList("items.id")).contains(job.getString("id"));
        assertThat(Objects.holding(store, "tombstones/demo/", visit.document())).hasSize(1);
        assertThat(neighbour.plays(neighbour.manifest())).isEqualTo("[\"neighbour\"]");
        assertThat(row("select counted, entry_path, entry_title from session where id = $1", visit.document()).getBoolean("counted")).isTrue();
        api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(410);
    }

    @Test
    void the_address_of_a_session_that_is_gone_says_whether_it_is_counted() {
        RecordedVisit visit = visit().opens();
        RecordedVisit shown = visit().opens();
        visit.sends(0, secret).then().statusCode(200);
        shown.sends(0, secret).then().statusCode(200);
        visit.manifest();
        shown.manifest();

        api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202);
        demo.accept("demo", List.of(shown.visitor())).await().indefinitely();

        api().get("/api/v1/sessions/" + visit.document()).then().statusCode(410)
            .body("detail", equalTo("This session was erased. It is still counted, and nothing else is left of it."));
        api().get("/api/v1/sessions/" + shown.document()).then().statusCode(410)
            .body("detail", equalTo("This session was erased. Nothing is left of it, and it is not counted."));
    }

    @Test
    void an_archived_session_s_bytes_are_gone_from_segment_and_archive_while_others_in_the_segment_stay() {
        RecordedVisit visit = visit().opens();
        RecordedVisit neighbour = visit().opens();
        visit.sends(0, secret).then().statusCode(200);
        neighbour.sends(0, "[\"stays\"]").then().statusCode(200);
        shareSegment(visit, neighbour);
        visit.closes().becomesFinal();
        until("it is archived", () -> Objects.holding(store, "archives/", secret).size() == 1);

        JsonPath job = api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202).extract().jsonPath();

        untilDone(job);
        assertThat(Objects.holding(store, "", secret)).isEmpty();
        assertThat(neighbour.plays(neighbour.manifest())).isEqualTo("[\"stays\"]");
    }

    @Test
    void of_a_segment_that_was_cut_what_is_left_of_others_stays_and_the_erasure_ends() {
        RecordedVisit one = visit().opens();
        RecordedVisit other = visit().opens();
        RecordedVisit first = one.document().compareTo(other.document()) < 0 ? one : other;
        RecordedVisit second = first == one ? other : one;
        first.sends(0, "[\"stays\"]").then().statusCode(200);
        second.sends(0, secret).then().statusCode(200);
        ObjectName shared = shareSegment(one, other);
        Row begins = row("select position from chunk where document_id = $1", second.document());
        first.manifest();
        store.replace(shared, List.of(store.get(shared, 0, begins.getInteger("position") + secret.length() - 1).await().indefinitely())).await().indefinitely();

        untilDone(api().delete("/api/v1/sessions/" + second.document()).then().statusCode(202).extract().jsonPath());

        assertThat(Objects.holding(store, "segments/", secret.substring(0, secret.length() - 1))).isEmpty();
        assertThat(first.plays(first.manifest())).isEqualTo("[\"stays\"]");
    }

    @Test
    void of_a_segment_that_is_gone_there_is_nothing_left_to_erase() {
        RecordedVisit visit = visit().opens();
        RecordedVisit neighbour = visit().opens();
        visit.sends(0, secret).then().statusCode(200);
        neighbour.sends(0, "[\"lost\"]").then().statusCode(200);
        ObjectName shared = shareSegment(visit, neighbour);
        visit.manifest();
        store.remove(shared).await().indefinitely();

        untilDone(api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202).extract().jsonPath());

        assertThat(row("select segment from chunk where document_id = $1", neighbour.document()).getString("segment")).isEqualTo(shared.value());
    }

    @Test
    void of_a_page_that_another_session_went_on_with_only_the_erased_session_s_part_goes() {
        RecordedVisit visit = visit().opens();
        visit.sends(0, 10, 1_000, secret).then().statusCode(200);
        visit.sends(1, 2_500, 2_900, "[\"kept\"]").then().statusCode(200);
        visit.closes().becomesFinal();
        execute("update session_document set to_ms = 2000 where session_id = $1", visit.document());
        execute("insert into session select (jsonb_populate_record(s, jsonb_build_object('id', id || '-1'))).* from session s where id = $1", visit.document());
        execute("""
            insert into session_document select site_id, session_id || '-1', document_id, tab_id, ordinal, origin_at, 2001, null from session_document
            where session_id = $1""", visit.document());
        execute("insert into archive_due (site_id, kind, id, since) values ('demo', 'session', $1 || '-1', now())", visit.document());
        until("the other session is archived", () -> Objects.named(store, "archives/demo/").stream()
            .anyMatch(name -> name.value().contains(visit.document() + "-1/")));

        JsonPath job = api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202).extract().jsonPath();

        visit.sends(2, 100, 200, secret).then().statusCode(410);
        visit.sends(3, 3_000, 3_100, "[\"late\"]").then().statusCode(200);
        untilDone(job);
        untilMinutesLater("no object holds it", () -> Objects.holding(store, "", secret).isEmpty());
        JsonPath other = api().get("/api/v1/sessions/" + visit.document() + "-1/recording").then().statusCode(200).extract().jsonPath();
        assertThat(visit.plays(other)).isEqualTo("[\"kept\"][\"late\"]");
    }

    @Test
    void what_an_erased_visitor_did_before_is_refused_and_a_later_visit_is_somebody_else_s() {
        RecordedVisit visit = visit().opens();
        RecordedVisit spooled = new RecordedVisit(key("demo"), token.value(), visit.visitor());
        visit.sends(0, secret).then().statusCode(200);
        visit.manifest();

        JsonPath job = api().delete("/api/v1/visitors/" + visit.visitor()).then().statusCode(202).extract().jsonPath();

        spooled.sends(0, secret).then().statusCode(410);
        untilDone(job);
        untilMinutesLater("no object holds it", () -> Objects.holding(store, "segments/", secret).isEmpty());
        assertThat(row("select visitor_id from session where id = $1", visit.document()).getString("visitor_id")).startsWith("erased-");
        api().delete("/api/v1/visitors/" + visit.visitor()).then().statusCode(404);
        execute("update erased_visitor set erased_at = now() - interval '1 minute' where visitor_id = $1", visit.visitor());
        RecordedVisit later = new RecordedVisit(key("demo"), token.value(), visit.visitor()).opens();
        later.sends(0, "[\"new\"]").then().statusCode(200);
        assertThat(later.plays(later.manifest())).isEqualTo("[\"new\"]");
    }

    @Test
    void recordings_older_than_their_site_keeps_them_are_in_no_object_and_still_counted() {
        String site = api().contentType(ContentType.JSON).body("{\"name\":\"Short memory\",\"origins\":[\"*\"],\"retentionDays\":30}").post("/api/v1/sites")
            .then().statusCode(201).extract().path("id");
        RecordedVisit old = new RecordedVisit(key(site), token.value()).opens();
        RecordedVisit fresh = new RecordedVisit(key(site), token.value()).opens();
        old.sends(0, secret).then().statusCode(200);
        fresh.sends(0, "[\"fresh\"]").then().statusCode(200);
        old.closes();
        fresh.closes();
        old.becomesFinal();
        fresh.becomesFinal();
        until("both are archived", () -> Objects.named(store, "archives/" + site + "/").size() == 2);
        execute("update session set ended_at = ended_at - interval '31 days', started_at = started_at - interval '31 days' where id = $1", old.document());

        retention.enforce().await().indefinitely();

        untilMinutesLater("the old one's bytes are gone", () -> Objects.holding(store, "segments/", secret).isEmpty());
        untilMinutesLater("the old one's archive is gone", () -> Objects.named(store, "archives/" + site + "/").size() == 1);
        assertThat(Objects.named(store, "archives/" + site + "/").get(0).value()).contains(fresh.document());
        assertThat(row("select counted from session where id = $1", old.document()).getBoolean("counted")).isTrue();
        assertThat(fresh.plays(fresh.manifest())).isEqualTo("[\"fresh\"]");
        api().contentType(ContentType.JSON).body("{\"retentionDays\":-1}").patch("/api/v1/sites/" + site).then().statusCode(400);
        api().contentType(ContentType.JSON).body("{\"retentionDays\":1.5}").patch("/api/v1/sites/" + site).then().statusCode(400);
    }

    private void untilDone(JsonPath job) {
        untilMinutesLater("the erasure is done", () -> "done".equals(api().get("/api/v1/erasures/" + job.getString("id")).path("state")));
    }

    /** The second look is minutes away: what waits for it has been accepted, and noted, that much earlier. */
    private void untilMinutesLater(String what, BooleanSupplier so) {
        until(what, () -> {
            pool.query("update erasure set requested_at = requested_at - interval '10 minutes' where requested_at > now() - interval '5 minutes'")
                .execute().await().indefinitely();
            pool.query("update erasure_object set not_before = not_before - interval '10 minutes' where not_before between now() - interval '5 minutes' and now()")
                .execute().await().indefinitely();
            return so.getAsBoolean();
        });
    }

    /** Lets both rows point into one segment that holds both chunks, as they do when they come under load. */
    private ObjectName shareSegment(RecordedVisit one, RecordedVisit other) {
        List<SourceChunk> chunks = ChunkRows.read(pool.preparedQuery("select * from chunk where document_id in ($1, $2) order by document_id")
            .execute(Tuple.of(one.document(), other.document())).await().indefinitely());
        Segment both = SegmentWriter.write(chunks.stream().map(source -> new SegmentEntry("demo", source.chunk().document(), 0, source.chunk().codec(),
            store.get(new ObjectName(source.object()), source.chunk().position(), source.chunk().sealedLength()).await().indefinitely().getBytes(),
            source.chunk().headerLength())).toList());
        String name = "segments/2026-01-02/shared_" + one.document().replace("-", "");
        store.put(new ObjectName(name), both.parts()).await().indefinitely();
        for (int i = 0; i < 2; i++) {
            pool.preparedQuery("update chunk set segment = $1, position = $2 where document_id = $3")
                .execute(Tuple.of(name, both.payloadPositions().get(i), chunks.get(i).chunk().document())).await().indefinitely();
            store.remove(new ObjectName(chunks.get(i).object())).await().indefinitely();
        }
        return new ObjectName(name);
    }

    private RecordedVisit visit() {
        return new RecordedVisit(key("demo"), token.value());
    }

    private String key(String site) {
        return sites.byId(site).orElseThrow().writeKey();
    }

    private RequestSpecification api() {
        return given().header("Authorization", "Bearer " + token.value());
    }

    private Row row(String sql, String id) {
        return pool.preparedQuery(sql).execute(Tuple.of(id)).await().indefinitely().iterator().next();
    }

    private void execute(String sql, String id) {
        pool.preparedQuery(sql).execute(Tuple.of(id)).await().indefinitely();
    }
}
