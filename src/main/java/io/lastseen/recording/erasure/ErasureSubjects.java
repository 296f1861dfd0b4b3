package io.lastseen.recording.erasure;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a request to erase means. */
@ApplicationScoped
class ErasureSubjects {
    static final String OF_SESSIONS = """
        select array_agg(distinct v.id) as locked from session s
        join visitor o on o.site_id = s.site_id and o.id = s.visitor_id
        join visitor v on v.site_id = s.site_id and v.id in (o.id, o.joined_to)
        where s.site_id = $1 and s.id = any($2::text[])""";
    static final String OF_VISITOR = """
        with known as (
            select site_id, id, coalesce(joined_to, id) as person from visitor where id = $1 and ($2::text is null or site_id = $2)
            union
            select site_id, visitor_id, visitor_id from document where visitor_id = $1 and $2::text is not null and site_id = $2
        )
        select k.site_id, array(select distinct m.id from known o join visitor m on m.site_id = o.site_id and (m.id = o.person or m.joined_to = o.person)
            where o.site_id = k.site_id union select $1) as ids
        from known k group by k.site_id""";
    static final String EXPIRED = """
        select s.site_id, array_agg(s.id) as sessions from site t
        cross join lateral (select site_id, id from session s where s.site_id = t.id and s.state = 'ended' and s.erased_at is null and s.final
            and s.ended_at < now() - t.retention_days * interval '1 day' order by s.ended_at limit $1) s
        where t.retention_days is not null group by s.site_id""";
    private final Pool pool;

    ErasureSubjects(Pool pool) {
        this.pool = pool;
    }

    Uni<ErasureSubject> session(String site, String id) {
        return ofSessions(site, "session", id, List.of(id));
    }

    /** @throws io.lastseen.problem.ProblemException 404, and 400 where several sites know the id and none is named */
    Uni<ErasureSubject> visitor(String id, Optional<String> site) {
        return pool.preparedQuery(OF_VISITOR).execute(Tuple.of(id, site.orElse(null))).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.of(404, "There is no visitor with this id. A session's visitorId is one.").asException();
            }
            if (rows.size() > 1) {
                throw Problem.of(400, "Several sites know this visitor. Say which one: ?site=" + rows.iterator().next().getString("site_id")).asException();
            }
            Row row = rows.iterator().next();
            List<String> ids = List.of(row.getArrayOfStrings("ids"));
            return new ErasureSubject(row.getString("site_id"), "visitor", id, List.of(), ids, ids);
        });
    }

    /** One subject for each site that has sessions older than it keeps them, at most so many sessions each. */
    Uni<List<ErasureSubject>> expired(int most) {
        return pool.preparedQuery(EXPIRED).execute(Tuple.of(most)).flatMap(rows -> {
            List<Uni<ErasureSubject>> subjects = new ArrayList<>();
            rows.forEach(row -> subjects.add(ofSessions(row.getString("site_id"), "retention", "", List.of(row.getArrayOfStrings("sessions")))));
            return subjects.isEmpty() ? Uni.createFrom().item(List.<ErasureSubject>of()) : Uni.join().all(subjects).andFailFast();
        });
    }

    private Uni<ErasureSubject> ofSessions(String site, String kind, String named, List<String> sessions) {
        return pool.preparedQuery(OF_SESSIONS).execute(Tuple.of(site, sessions.toArray(String[]::new))).map(rows -> {
            String[] locked = rows.iterator().next().getArrayOfStrings("locked");
            return new ErasureSubject(site, kind, named, sessions, List.of(), locked == null ? List.of() : List.of(locked));
        });
    }
}
