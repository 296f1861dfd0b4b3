package io.lastseen.recording.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Erasures under way and done, and the objects they wait for. */
@ApplicationScoped
class ErasureJobs {
    /** What the law and the design call soon. */
    static final Duration PROMISED = Duration.ofHours(48);
    private static final Duration LEASE = Duration.ofMinutes(5);
    static final String SELECT = """
        select e.*, (select count(*)::int from erasure_object o where o.site_id = e.site_id and o.erasure_id = e.id) as objects_left from erasure e""";
    static final String ONE = SELECT + " where e.id = $1";
    /** A batch may still be writing rows of a segment that others of its rows have named already. */
    static final String CLAIM = """
        update erasure_object q set not_before = now() + $1::bigint * interval '1 millisecond'
        from (select o.site_id, o.erasure_id, o.object from erasure_object o left join erasure e on e.site_id = o.site_id and e.id = o.erasure_id
              where o.not_before <= now() - case when o.object like 'segments/%' then $3::bigint else 0 end * interval '1 millisecond' and (e.id is null or e.tombstoned_at is not null)
              order by o.not_before limit $2 for update of o skip locked) c
        where (q.site_id, q.erasure_id, q.object) = (c.site_id, c.erasure_id, c.object)
        returning q.site_id, q.erasure_id, q.object""";
    static final String LATER = """
        update erasure_object set not_before = now() + $4::bigint * interval '1 millisecond' where site_id = $1 and erasure_id = $2 and object = $3""";
    static final String GONE = """
        with gone as (delete from erasure_object where site_id = $1 and erasure_id = $2 and object = $3)
        update erasure set objects = objects + 1, failure = null where site_id = $1 and id = $2""";
    static final String FAILED = "update erasure set failure = $3 where site_id = $1 and id = $2";
    static final String UNTOLD = "select site_id, id, sessions, tombstone from erasure where done_at is null and tombstoned_at is null";
    static final String TOLD = "update erasure set tombstoned_at = now() where site_id = $1 and id = $2";
    /** Events carry the session as it stood then. */
    static final String EVENTS = """
        update %s set session = session || jsonb_build_object('visitor_id', 'erased-' || $3::text, 'entry_title', '', 'exit_title', '', 'evidence', '[]'::jsonb)
        where site_id = $1 and session_id = any($2::text[])""";
    static final String READY = """
        select e.* from erasure e where done_at is null and tombstoned_at is not null and requested_at < now() - $1::bigint * interval '1 millisecond'
          and not exists (select from erasure_object o where o.site_id = e.site_id and o.erasure_id = e.id)""";
    static final String MISSED = """
        select exists (select from document d where d.site_id = $1 and d.visitor_id = any($2::text[]) and d.first_received_at <= $3) as missed""";
    static final String STARTS = "select id, started_at from session where site_id = $1 and id = any($2::text[])";
    static final String DONE = "update erasure set done_at = now(), failure = null where site_id = $1 and id = $2";
    private final Pool pool;

    ErasureJobs(Pool pool) {
        this.pool = pool;
    }

    record Held(String site, String erasure, String object) {
        private Tuple key() {
            return Tuple.of(site, erasure, object);
        }
    }

    /** @param tombstone as it is to be stored */
    record Untold(String site, String id, List<String> sessions, JsonObject tombstone) {
    }

    record Ready(ErasureSubject subject, String id, OffsetDateTime effectiveAt) {
    }

    /** A session's id and start: they name its archives. */
    record Started(String session, Instant at) {
    }

    /** Of all sites; the newest first. */
    Uni<List<Erasure>> newest(Optional<String> site) {
        return pool.preparedQuery(SELECT + " where $1::text is null or e.site_id = $1 order by e.requested_at desc, e.id desc limit 200")
            .execute(Tuple.of(site.orElse(null))).map(rows -> rows.stream().map(ErasureJobs::erasure).toList());
    }

    Uni<Optional<Erasure>> find(String id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id))
            .map(rows -> rows.stream().findFirst().map(ErasureJobs::erasure));
    }

    /** Only objects of erasures whose tombstone is stored. */
    Uni<List<Held>> claim(int most, Duration secondLook) {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(LEASE.toMillis(), most, secondLook.toMillis())).map(rows -> rows.stream()
            .map(row -> new Held(row.getString("site_id"), row.getString("erasure_id"), row.getString("object"))).toList());
    }

    Uni<Void> gone(Held object) {
        return pool.preparedQuery(GONE).execute(object.key()).replaceWithVoid();
    }

    Uni<Void> later(Held object, Duration wait) {
        return pool.preparedQuery(LATER).execute(object.key().addLong(wait.toMillis())).replaceWithVoid();
    }

    Uni<Void> failed(Held object, Duration wait, String why) {
        return later(object, wait).chain(() -> pool.preparedQuery(FAILED).execute(Tuple.of(object.site(), object.erasure(), why))).replaceWithVoid();
    }

    Uni<List<Untold>> untold() {
        return pool.query(UNTOLD).execute().map(rows -> rows.stream().map(row -> new Untold(row.getString("site_id"), row.getString("id"),
            List.of(row.getArrayOfStrings("sessions")), row.getJsonObject("tombstone"))).toList());
    }

    Uni<Void> told(Untold erasure) {
        Tuple sessions = Tuple.of(erasure.site(), erasure.sessions().toArray(String[]::new), erasure.id());
        return pool.preparedQuery(EVENTS.formatted("outbox")).execute(sessions)
            .chain(() -> pool.preparedQuery(EVENTS.formatted("event")).execute(sessions))
            .chain(() -> pool.preparedQuery(TOLD).execute(Tuple.of(erasure.site(), erasure.id()))).replaceWithVoid();
    }

    /** Those of which no object is known any more, so long after they were accepted. */
    Uni<List<Ready>> ready(Duration secondLook) {
        return pool.preparedQuery(READY).execute(Tuple.of(secondLook.toMillis())).map(rows -> rows.stream().map(row -> {
            List<String> visitors = List.of(row.getArrayOfStrings("visitors"));
            return new Ready(new ErasureSubject(row.getString("site_id"), row.getString("kind"), row.getString("subject"),
                List.of(row.getArrayOfStrings("sessions")), visitors, visitors), row.getString("id"), row.getOffsetDateTime("effective_at"));
        }).toList());
    }

    /** Whether something of the visitor was being stored at the very moment it was erased. */
    Uni<Boolean> missed(Ready erasure) {
        return erasure.subject().visitors().isEmpty() ? Uni.createFrom().item(false)
            : pool.preparedQuery(MISSED).execute(Tuple.of(erasure.subject().site(), erasure.subject().visitors().toArray(String[]::new), erasure.effectiveAt()))
                .map(rows -> rows.iterator().next().getBoolean("missed"));
    }

    Uni<List<Started>> starts(Ready erasure) {
        return pool.preparedQuery(STARTS).execute(Tuple.of(erasure.subject().site(), erasure.subject().sessions().toArray(String[]::new)))
            .map(rows -> rows.stream().map(row -> new Started(row.getString("id"), row.getOffsetDateTime("started_at").toInstant())).toList());
    }

    Uni<Void> done(Ready erasure) {
        return pool.preparedQuery(DONE).execute(Tuple.of(erasure.subject().site(), erasure.id())).replaceWithVoid();
    }

    private static Erasure erasure(Row row) {
        OffsetDateTime done = row.getOffsetDateTime("done_at");
        Instant requested = row.getOffsetDateTime("requested_at").toInstant();
        String subject = row.getString("subject");
        return new Erasure(row.getString("id"), row.getString("site_id"), row.getString("kind"), subject.isEmpty() ? null : subject,
            done == null ? "running" : "done", requested, done == null ? null : done.toInstant(), requested.plus(PROMISED),
            row.getArrayOfStrings("sessions").length, row.getInteger("objects"), row.getInteger("objects_left"), row.getString("failure"));
    }
}
