package io.lastseen.recording.erasure;

import io.lastseen.Workers;
import io.lastseen.recording.Segment;
import io.lastseen.recording.SegmentEntry;
import io.lastseen.recording.SegmentNames;
import io.lastseen.recording.SegmentWriter;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoreException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes a segment anew with only what has rows, lets the rows point there, and removes the old one. Damaged chunks are taken
 * along as they are: their rows still tell that they are damaged. What lies beyond the end of an object that was cut, or in one that is
 * gone, is lost already: its rows stay as they are and tell that.
 */
@ApplicationScoped
class SegmentScrub {
    private static final Logger LOG = Logger.getLogger(SegmentScrub.class);
    static final String ROWS = """
        select site_id, day, document_id, sequence, codec, position, header_length, length, received_at from chunk where segment = $1 order by position""";
    static final String LOCKED = "select count(*) as n from (select from chunk where segment = $1 for update) c";
    static final String MOVE = """
        update chunk c set segment = $2, position = m.position
        from unnest($3::text[], $4::date[], $5::text[], $6::int[], $7::int[]) as m(site_id, day, document_id, sequence, position)
        where c.site_id = m.site_id and c.day = m.day and c.document_id = m.document_id and c.sequence = m.sequence and c.segment = $1""";
    static final String FORGET = "delete from stray where segment = $1";
    private final Pool pool;
    private final ObjectStore store;
    private final SegmentNames names;
    private final Workers workers;

    SegmentScrub(Pool pool, ObjectStore store, SegmentNames names, Workers workers) {
        this.pool = pool;
        this.store = store;
        this.names = names;
        this.workers = workers;
    }

    private record Kept(SegmentEntry entry, LocalDate day) {
    }

    /** Fails where the store does not answer, or rows changed meanwhile; then it is to be done again. */
    Uni<Void> scrub(ObjectName segment) {
        return rows(segment).flatMap(rows -> rows.size() == 0 ? remove(segment) : rewrite(segment, rows).chain(() -> remove(segment)));
    }

    private Uni<RowSet<Row>> rows(ObjectName segment) {
        return pool.preparedQuery(ROWS).execute(Tuple.of(segment.value()));
    }

    private Uni<Void> rewrite(ObjectName segment, RowSet<Row> rows) {
        return store.stat(segment).flatMap(stored -> store.get(segment, 0, Math.toIntExact(stored.length())))
            .emitOn(workers)
            .flatMap(bytes -> {
                List<Kept> kept = new ArrayList<>();
                rows.forEach(row -> {
                    if (row.getInteger("position") + row.getInteger("length") <= bytes.length()) {
                        kept.add(kept(row, bytes));
                    }
                });
                tell(segment, rows.size() - kept.size());
                return kept.isEmpty() ? Uni.createFrom().voidItem()
                    : move(segment, names.again(segment, rows.iterator().next().getOffsetDateTime("received_at").toInstant()), kept, rows.size());
            })
            // gone, or moved by another erasure since the rows were read
            .onFailure(StoreException.NoSuchObject.class).recoverWithUni(() -> rows(segment).invoke(left -> tell(segment, left.size())).replaceWithVoid());
    }

    private static void tell(ObjectName segment, int lost) {
        if (lost > 0) {
            LOG.errorf("Bytes of %d chunks in %s are lost: the object was cut or removed", lost, segment);
        }
    }

    private static Kept kept(Row row, Buffer bytes) {
        int from = row.getInteger("position") - row.getInteger("header_length");
        byte[] body = bytes.getBytes(from, row.getInteger("position") + row.getInteger("length"));
        return new Kept(new SegmentEntry(row.getString("site_id"), row.getString("document_id"), row.getInteger("sequence"), row.getInteger("codec"),
            body, row.getInteger("header_length")), row.getLocalDate("day"));
    }

    /** @param rows there were when it was read */
    private Uni<Void> move(ObjectName old, String anew, List<Kept> kept, int rows) {
        Segment segment = SegmentWriter.write(kept.stream().map(Kept::entry).toList());
        ObjectName name = new ObjectName(anew);
        Tuple moved = Tuple.tuple().addString(old.value()).addString(name.value())
            .addArrayOfString(kept.stream().map(one -> one.entry().site()).toArray(String[]::new))
            .addArrayOfLocalDate(kept.stream().map(Kept::day).toArray(LocalDate[]::new))
            .addArrayOfString(kept.stream().map(one -> one.entry().document()).toArray(String[]::new))
            .addArrayOfInteger(kept.stream().map(one -> one.entry().sequence()).toArray(Integer[]::new))
            .addArrayOfInteger(segment.payloadPositions().toArray(Integer[]::new));
        return store.put(name, segment.parts()).chain(() -> pool.withTransaction(transaction ->
                transaction.preparedQuery(LOCKED).execute(Tuple.of(old.value())).flatMap(now -> {
                    if (now.iterator().next().getLong("n") != rows) {
                        throw new RowsChanged();
                    }
                    return transaction.preparedQuery(MOVE).execute(moved).replaceWithVoid();
                })))
            // Another erasure took a row away meanwhile: what was written must not stay.
            .onFailure(RowsChanged.class).call(() -> store.remove(name));
    }

    private Uni<Void> remove(ObjectName segment) {
        return store.remove(segment).onFailure(StoreException.NoSuchObject.class).recoverWithNull()
            .chain(() -> pool.preparedQuery(FORGET).execute(Tuple.of(segment.value())).replaceWithVoid());
    }

    private static final class RowsChanged extends RuntimeException {
        RowsChanged() {
            super("rows of the segment changed while it was rewritten");
        }
    }
}
