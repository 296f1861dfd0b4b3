package io.lastseen.recording.erasure;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectRemover;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Removes archives of erased sessions at once. That of a session which shares a page with an erased one goes when the archiver
 * has written the next generation, without what is erased.
 */
@ApplicationScoped
class ArchiveScrub {
    static final String OWNER = """
        select a.site_id, a.session_id, a.replaced_at is null and s.erased_at is null as needed
        from archive a left join session s on s.site_id = a.site_id and s.id = a.session_id where a.object = $1""";
    static final String FORGET = "delete from archive where object = $1";
    static final String ANEW = """
        insert into archive_due (site_id, kind, id, since) values ($1, 'session', $2, 'epoch')
        on conflict (site_id, kind, id) do update set since = least(archive_due.since, excluded.since)""";
    private final Pool pool;
    private final ObjectRemover objects;

    ArchiveScrub(Pool pool, ObjectRemover objects) {
        this.pool = pool;
        this.objects = objects;
    }

    /** Whether it is gone; if not, look again later. */
    Uni<Boolean> scrub(ObjectName archive) {
        Tuple name = Tuple.of(archive.value());
        return pool.preparedQuery(OWNER).execute(name).flatMap(rows -> {
            if (rows.size() > 0 && rows.iterator().next().getBoolean("needed")) {
                Row row = rows.iterator().next();
                return pool.preparedQuery(ANEW).execute(Tuple.of(row.getString("site_id"), row.getString("session_id"))).replaceWith(false);
            }
            return pool.preparedQuery(FORGET).execute(name).chain(() -> objects.remove(archive)).replaceWith(true);
        });
    }
}
