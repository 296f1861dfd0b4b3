package io.lastseen.recording.archive;

import static io.lastseen.recording.RecordedVisit.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.Workers;
import io.lastseen.access.AccessToken;
import io.lastseen.recording.Objects;
import io.lastseen.recording.RecordedVisit;
import io.lastseen.recording.ShortLives;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From segments to archives, and what becomes of both: real PostgreSQL, real S3. */
@QuarkusTest
@TestProfile(ShortLives.class)
class ArchiveTest {
    private static final Duration LATER = Duration.ofHours(49);
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    @Inject
    ObjectStore store;
    @Inject
    ArchiveReader reader;
    @Inject
    ObjectOwners owners;
    @Inject
    ArchiveSettings settings;
    @Inject
    Workers workers;
    @Inject
    ArchiveSource source;
    @Inject
    ChunkBytes bytes;
    @Inject
    ArchiveNames names;
    @Inject
    ArchiveSwitch rows;
    @Inject
    ArchiveQueue queue;

    @Test
    void an_archived_recording_plays_back_as_before_and_a_late_chunk_makes_the_next_generation_behind_it() {
        RecordedVisit visit = visit().opens();
        visit.sends(0, "[{\"first\":1}]").then().statusCode(200);
        visit.sends(1, "[{\"second\":2}]").then().statusCode(200);
        JsonPath before = visit.manifest();
        String played = visit.plays(before);
        visit.closes().becomesFinal();
        until("it is archived", () -> generation(visit) == 1);

        JsonPath archived = visit.manifest();
        assertThat(archived.getList("chunks")).isEqualTo(before.getList("chunks"));
        assertThat(archived.getString("revision")).isEqualTo(before.getString("revision"));
        assertThat(visit.plays(before)).isEqualTo(played).isEqualTo("[{\"first\":1}][{\"second\":2}]");
        segmentsGo();
        assertThat(Objects.holding(store, "segments/", "{\"first\":1}")).isEmpty();
        assertThat(visit.plays(before)).isEqualTo(played);

        visit.sends(0, "[{\"first\":1}]").then().statusCode(200);
        assertThat(visit.manifest().getList("chunks")).hasSize(2);
        assertThat(generation(visit)).isEqualTo(1);

        visit.sends(2, "[{\"late\":3}]").then().statusCode(200);
        assertThat(visit.plays(visit.manifest())).isEqualTo(played + "[{\"late\":3}]");
        until("the late chunk is archived", () -> generation(visit) == 2);
        assertThat(visit.plays(before)).isEqualTo(played);
        assertThat(visit.plays(visit.manifest())).isEqualTo(played + "[{\"late\":3}]");

        assertThat(archives(visit)).hasSize(2);
        execute("update archive set replaced_at = replaced_at - interval '49 hours' where session_id = $1", visit);
        sweep(Clock.systemUTC());
        assertThat(archives(visit)).hasSize(1);
        assertThat(visit.plays(before)).isEqualTo(played);
    }

    @Test
    void an_archive_holds_all_that_postgresql_knows_of_the_session() {
        RecordedVisit visit = visit().opens();
        visit.sends(0, "[1]").then().statusCode(200);
        visit.closes().becomesFinal();
        until("it is archived", () -> generation(visit) == 1);

        Row row = row("select * from archive where session_id = $1", visit);
        ArchiveReader.Place place = new ArchiveReader.Place(row.getString("object"), row.getLong("object_bytes"), row.getInteger("index_bytes"), 1);
        ArchiveIndex index = reader.index(place).await().indefinitely();
        ArchiveRecord record = reader.record(place.object(), index).await().indefinitely();

        assertThat(index.session()).isEqualTo(visit.document());
        assertThat(index.documents()).containsExactly(new ArchiveIndex.Document(visit.document(), "tab_" + visit.visitor()));
        assertThat(index.chunks()).extracting(ArchivedChunk::keyframe).containsExactly(true);
        assertThat(record.rows().getJsonObject("session").getString("reason")).isEqualTo("closed");
        assertThat(record.rows().getJsonObject("visitor").getString("id")).isEqualTo(visit.visitor());
        assertThat(record.rows().getJsonArray("evidence").size()).isGreaterThanOrEqualTo(4);
        for (String rows : List.of("document", "session_document", "verdict", "view", "mark")) {
            assertThat(record.rows().getJsonArray(rows)).as(rows).isNotNull();
        }
    }

    @Test
    void chunks_of_a_page_that_nobody_saw_are_let_go_when_it_has_long_been_silent() {
        RecordedVisit visit = visit();
        visit.sends(0, "[{\"nobody\":1}]").then().statusCode(200);
        assertThat(Objects.holding(store, "segments/", "{\"nobody\":1}")).hasSize(1);

        execute("update document set last_received_at = now() - interval '27 hours' where id = $1", visit);
        until("its chunk is let go", () -> row("select archived_at from chunk where document_id = $1", visit).getValue("archived_at") != null);
        segmentsGo();

        assertThat(Objects.holding(store, "segments/", "{\"nobody\":1}")).isEmpty();
    }

    @Test
    void an_object_that_never_got_rows_goes_after_the_grace_and_not_before() {
        ObjectName orphan = new ObjectName("segments/2026-01-01/an_orphan");
        store.put(orphan, new byte[] {1}).await().indefinitely();

        sweep(Clock.systemUTC());
        assertThat(Objects.named(store, "segments/2026-01-01/")).containsExactly(orphan);
        sweep(Clock.offset(Clock.systemUTC(), LATER));
        assertThat(Objects.named(store, "segments/2026-01-01/")).isEmpty();
    }

    @Test
    void an_erasure_while_a_session_is_being_archived_leaves_no_archive() {
        RecordedVisit visit = visit().opens();
        visit.sends(0, "[\"raced\"]").then().statusCode(200);
        visit.closes().becomesFinal();
        until("it is archived", () -> generation(visit) == 1);
        archives(visit).forEach(name -> store.remove(name).await().indefinitely());
        execute("delete from archive where session_id = $1", visit);
        ObjectPutter erasing = (name, content) -> store.put(name, content).emitOn(Infrastructure.getDefaultExecutor()).invoke(() ->
            visit.api().delete("/api/v1/sessions/" + visit.document()).then().statusCode(202));

        new Archiver(source, reader, bytes, names, rows, queue, erasing, store, workers, settings)
            .archive(new ArchiveQueue.Due("demo", ArchiveQueue.Kind.SESSION, visit.document(), OffsetDateTime.now())).await().indefinitely();

        assertThat(generation(visit)).isZero();
        assertThat(archives(visit)).isEmpty();
    }

    private RecordedVisit visit() {
        return new RecordedVisit(sites.byId("demo").orElseThrow().writeKey(), token.value());
    }

    /** 49 hours pass since everything that is archived was. */
    private void segmentsGo() {
        pool.query("update chunk set archived_at = now() - interval '49 hours' where archived_at is not null").execute().await().indefinitely();
        sweep(Clock.systemUTC());
    }

    private void sweep(Clock clock) {
        new Sweep(store, store, owners, settings, clock).sweep().await().indefinitely();
    }

    private List<ObjectName> archives(RecordedVisit visit) {
        return Objects.named(store, "archives/").stream().filter(name -> name.value().contains("/" + visit.document() + "/")).toList();
    }

    private int generation(RecordedVisit visit) {
        return row("select coalesce(max(generation), 0) as generation from archive where session_id = $1", visit).getInteger("generation");
    }

    private Row row(String sql, RecordedVisit visit) {
        return pool.preparedQuery(sql).execute(Tuple.of(visit.document())).await().indefinitely().iterator().next();
    }

    private void execute(String sql, RecordedVisit visit) {
        pool.preparedQuery(sql).execute(Tuple.of(visit.document())).await().indefinitely();
    }
}
