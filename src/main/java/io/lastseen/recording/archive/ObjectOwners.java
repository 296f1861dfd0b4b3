package io.lastseen.recording.archive;

import io.lastseen.recording.archive.SweepPlan.Owner;
import io.lastseen.recording.store.ObjectName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL says of objects, and how it lets go of them. */
@ApplicationScoped
class ObjectOwners {
    static final String SEGMENTS = """
        select segment as object, case when bool_and(archived_at is not null) then max(archived_at) end as released
        from chunk where segment = any($1::text[]) group by segment""";
    static final String ARCHIVES = "select object, replaced_at as released from archive where object = any($1::text[])";
    /**
     * Only as a whole: a segment of which one chunk is needed after all keeps all its rows. Needed is also what was archived with another
     * session long ago, while a session that shares its page still waits to be archived: however long its archives could not be written.
     */
    static final String FORGET_SEGMENTS = """
        with gone as (
            select o.segment from unnest($1::text[]) as o(segment)
            where not exists (select from chunk c where c.segment = o.segment
                and (c.archived_at is null or c.archived_at > now() - $2::bigint * interval '1 millisecond'
                    or exists (select from session_document d
                        join archive_due q on q.site_id = d.site_id and q.kind = 'session' and q.id = d.session_id
                        where d.site_id = c.site_id and d.document_id = c.document_id)))
        ), strays as (
            delete from stray s using gone where s.segment = gone.segment
        ), rows as (
            delete from chunk c using gone where c.segment = gone.segment
        )
        select segment as object from gone""";
    static final String FORGET_ARCHIVES = """
        with gone as (
            select o.object from unnest($1::text[]) as o(object)
            where not exists (select from archive a where a.object = o.object
                and (a.replaced_at is null or a.replaced_at > now() - $2::bigint * interval '1 millisecond'))
        ), rows as (
            delete from archive a using gone where a.object = gone.object
        )
        select object from gone""";
    static final String TURN = """
        update turn set until = now() + $2::bigint * interval '1 millisecond' where task = $1 and until <= now()""";
    private final Pool pool;

    ObjectOwners(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<ObjectName, Owner>> ofSegments(List<ObjectName> names) {
        return owners(SEGMENTS, names);
    }

    Uni<Map<ObjectName, Owner>> ofArchives(List<ObjectName> names) {
        return owners(ARCHIVES, names);
    }

    /** Those of which no rows are left now: their objects may go. */
    Uni<List<ObjectName>> forgetSegments(List<ObjectName> names, Duration grace) {
        return forget(FORGET_SEGMENTS, names, grace);
    }

    /** As {@link #forgetSegments}. */
    Uni<List<ObjectName>> forgetArchives(List<ObjectName> names, Duration grace) {
        return forget(FORGET_ARCHIVES, names, grace);
    }

    /** Whether it is this replica's turn, and then nobody else's for so long. */
    Uni<Boolean> takeTurn(String task, Duration length) {
        return pool.preparedQuery(TURN).execute(Tuple.of(task, length.toMillis())).map(rows -> rows.rowCount() > 0);
    }

    private Uni<Map<ObjectName, Owner>> owners(String sql, List<ObjectName> names) {
        return pool.preparedQuery(sql).execute(Tuple.tuple().addArrayOfString(values(names))).map(rows -> {
            Map<ObjectName, Owner> owners = new HashMap<>();
            for (Row row : rows) {
                OffsetDateTime released = row.getOffsetDateTime("released");
                owners.put(new ObjectName(row.getString("object")), released == null ? new Owner.Needed() : new Owner.Released(released.toInstant()));
            }
            return owners;
        });
    }

    private Uni<List<ObjectName>> forget(String sql, List<ObjectName> names, Duration grace) {
        Tuple values = Tuple.of(values(names), grace.toMillis());
        return pool.preparedQuery(sql).execute(values).map(ObjectOwners::names);
    }

    private static List<ObjectName> names(RowSet<Row> rows) {
        return rows.stream().map(row -> new ObjectName(row.getString("object"))).toList();
    }

    private static String[] values(List<ObjectName> names) {
        return names.stream().map(ObjectName::value).toArray(String[]::new);
    }
}
