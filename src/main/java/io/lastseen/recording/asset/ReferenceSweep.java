package io.lastseen.recording.asset;

import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectRemover;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Removes objects of references once the archives of all sessions that show their document hold them, or nobody may see it. */
@ApplicationScoped
class ReferenceSweep {
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;
    /**
     * An archive holds what was noted before its rows were read. That is minutes before it is written at most, and the clocks of store
     * and database may differ: hence the hour.
     */
    private static final String NEEDLESS = """
        select o.object from unnest($1::text[], $2::timestamptz[]) as o(object, stored_at)
        left join document d on d.site_id = split_part(o.object, '/', 2) and d.id = split_part(o.object, '/', 3)
        where upper_inf(d.erased)
          or o.stored_at < now() - make_interval(secs => $3) and (d.id is null or d.settled and not exists (
            select from session_document sd join session s on s.site_id = sd.site_id and s.id = sd.session_id
            where sd.site_id = d.site_id and sd.document_id = d.id and s.counted and s.superseded_by is null and s.erased_at is null
              and not exists (select from archive a where a.site_id = s.site_id and a.session_id = s.id
                and a.written_at > o.stored_at + interval '1 hour')))""";
    private final Pool pool;
    private final ObjectLister objects;
    private final ObjectRemover remover;

    ReferenceSweep(Pool pool, ObjectLister objects, ObjectRemover remover) {
        this.pool = pool;
        this.objects = objects;
        this.remover = remover;
    }

    /** @param grace how long an object stays at least, but for those of erased documents */
    Uni<Void> sweep(Duration grace) {
        return objects.pages(ReferenceObject.PREFIX, PAGE).onItem().transformToUniAndConcatenate(page -> needless(page, grace)
            .flatMap(names -> Multi.createFrom().iterable(names).onItem().transformToUni(remover::remove).merge(AT_ONCE).collect().last()))
            .collect().last();
    }

    private Uni<List<ObjectName>> needless(List<StoredObject> page, Duration grace) {
        return pool.preparedQuery(NEEDLESS).execute(Tuple.tuple()
            .addArrayOfString(page.stream().map(object -> object.name().value()).toArray(String[]::new))
            .addArrayOfOffsetDateTime(page.stream().map(object -> object.storedAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new))
            .addDouble((double) grace.toSeconds()))
            .map(rows -> rows.stream().map(row -> new ObjectName(row.getString("object"))).toList());
    }
}
