package io.lastseen.recording.rebuild;

import io.lastseen.recording.archive.ArchiveFormat;
import io.lastseen.recording.archive.ArchiveIndex;
import io.lastseen.recording.archive.ArchiveReader;
import io.lastseen.recording.archive.ArchivedChunk;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoredObject;
import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a session's rows from the record in its archive. */
@ApplicationScoped
class ArchiveRestorer {
    private static final int USUAL_TAIL = 65_536;
    static final String KEEP = "on conflict do nothing";
    static final String NEWEST = "on conflict (site_id, id) do update set %s";
    /** Only what this archive holds: what else was received lies in segments, and must get its row from there. */
    static final String DOCUMENT = """
        on conflict (site_id, id) do update set sequences = old.sequences + excluded.sequences,
            first_received_at = least(old.first_received_at, excluded.first_received_at),
            last_received_at = greatest(old.last_received_at, excluded.last_received_at)""";
    static final String ARCHIVE = """
        insert into archive (site_id, session_id, generation, object, object_bytes, index_bytes, chunks, revision, written_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""";
    private final Pool pool;
    private final SessionCounting counting;
    private final ObjectReader objects;
    private final ArchiveReader reader;
    private final SegmentRestorer room;

    ArchiveRestorer(Pool pool, ObjectReader objects, ArchiveReader reader, SegmentRestorer room, SessionCounting counting) {
        this.pool = pool;
        this.counting = counting;
        this.objects = objects;
        this.reader = reader;
        this.room = room;
    }

    private record Read(ArchiveIndex index, int indexBytes, JsonObject record) {
        JsonObject session() {
            return record.getJsonObject("session");
        }

        JsonArray rows(String table) {
            return record.getJsonArray(table, new JsonArray());
        }
    }

    /** @return false where a tombstone holds it; fails where the archive cannot be read */
    Uni<Boolean> restore(StoredObject archive, Tombstones tombstones) {
        return read(archive).flatMap(read -> {
            JsonObject session = read.session();
            if (tombstones.holdSession(session.getString("site_id"), session.getString("id"), session.getString("visitor_id"),
                OffsetDateTime.parse(session.getString("started_at")).toInstant())) {
                return Uni.createFrom().item(false);
            }
            return room.makeRoomFor(days(read)).chain(() -> pool.withTransaction(transaction -> write(transaction, archive, read)
                .chain(() -> holdsErased(read, tombstones) ? ErasedBytes.note(transaction, read.index().site(), archive.name().value())
                    : Uni.createFrom().voidItem()))).replaceWith(true);
        });
    }

    /** Of a page that it shares with a session that was erased after it was written. */
    private static boolean holdsErased(Read read, Tombstones tombstones) {
        return read.index().chunks().stream().anyMatch(chunk -> tombstones.holdChunk(read.index().site(), chunk.document(), chunk.firstMs(), chunk.lastMs()));
    }

    private Uni<Read> read(StoredObject archive) {
        int usual = (int) Math.min(archive.length(), USUAL_TAIL);
        return objects.get(archive.name(), archive.length() - usual, usual).flatMap(tail -> {
            int needed = Footer.ARCHIVE.indexLength(tail.getBytes(), archive.length()) + Footer.TRAILER_BYTES;
            Uni<byte[]> whole = needed <= usual ? Uni.createFrom().item(tail.getBytes())
                : objects.get(archive.name(), archive.length() - needed, needed).map(bytes -> bytes.getBytes());
            return whole.map(bytes -> ArchiveFormat.read(bytes, archive.length()))
                .flatMap(index -> reader.record(archive.name().value(), index).map(record -> new Read(index, needed, record.rows())));
        });
    }

    private static Set<LocalDate> days(Read read) {
        return read.rows("document").stream().map(JsonObject.class::cast).map(row -> LocalDate.parse(row.getString("day")))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private Uni<Void> write(SqlConnection to, StoredObject archive, Read read) {
        JsonArray visitor = read.record().getJsonObject("visitor") == null ? new JsonArray() : new JsonArray().add(read.record().getJsonObject("visitor"));
        return RestoredRows.write(to, "visitor", visitor, NEWEST)
            .chain(() -> RestoredRows.write(to, "document", documents(read), DOCUMENT))
            .chain(() -> RestoredRows.write(to, "session", new JsonArray().add(read.session()), KEEP))
            .chain(() -> RestoredRows.write(to, "session_document", read.rows("session_document"), KEEP))
            .chain(() -> RestoredRows.write(to, "evidence", read.rows("evidence"), KEEP))
            .chain(() -> RestoredRows.write(to, "verdict", read.rows("verdict"), KEEP))
            .chain(() -> RestoredRows.write(to, "view", read.rows("view"), KEEP))
            .chain(() -> RestoredRows.write(to, "mark", read.rows("mark"), KEEP))
            .chain(() -> RestoredRows.write(to, "asset", read.rows("asset"), KEEP))
            .chain(() -> RestoredRows.write(to, "asset_reference", read.rows("asset_reference"), KEEP))
            .chain(() -> to.preparedQuery(ARCHIVE).execute(Tuple.from(List.of(read.index().site(), read.index().session(),
                read.index().generation(), archive.name().value(), archive.length(), read.indexBytes(), read.index().chunks().size(),
                read.session().getInteger("revision"), archive.storedAt().atOffset(ZoneOffset.UTC)))))
            .chain(() -> counting.settled(to, List.of(new SessionLookup.Key(read.session().getString("site_id"), read.session().getString("id")))));
    }

    private static JsonArray documents(Read read) {
        JsonArray documents = new JsonArray();
        read.rows("document").stream().map(JsonObject.class::cast).forEach(row -> documents.add(row.copy().put("sequences",
            read.index().chunks().stream().filter(chunk -> chunk.document().equals(row.getString("id"))).map(ArchivedChunk::sequence).sorted()
                .map(sequence -> "[" + sequence + "," + (sequence + 1) + ")").collect(Collectors.joining(",", "{", "}")))));
        return documents;
    }
}
