package io.lastseen.recording.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets PostgreSQL refuse again what tombstones name: chunks of it may still come out of browsers. */
@ApplicationScoped
class ErasedAgain {
    static final String VISITORS = """
        insert into erased_visitor as old (site_id, visitor_id, erased_at)
        select t ->> 'site', v, max((t ->> 'erasedAt')::timestamptz) from jsonb_array_elements($1::jsonb) t, jsonb_array_elements_text(t -> 'visitors') v
        group by 1, 2
        on conflict (site_id, visitor_id) do update set erased_at = greatest(old.erased_at, excluded.erased_at)""";
    /** Of a page that is not known any more only what is erased: whose it was went with it. */
    static final String DOCUMENTS = """
        insert into document as old (site_id, id, visitor_id, tab_id, day, origin_ms, first_received_at, last_received_at, settled, erased)
        select t ->> 'site', d ->> 'id', 'erased-' || min(t ->> 'erasure'), 'erased-' || min(t ->> 'erasure'),
               (min((t ->> 'erasedAt')::timestamptz) at time zone 'utc')::date, 0, min((t ->> 'erasedAt')::timestamptz), min((t ->> 'erasedAt')::timestamptz),
               true, range_agg(int8range((d ->> 'fromMs')::bigint, (d ->> 'toMs')::bigint, '[]'))
        from jsonb_array_elements($1::jsonb) t, jsonb_array_elements(t -> 'documents') d
        group by 1, 2
        on conflict (site_id, id) do update set erased = old.erased + excluded.erased""";
    /** As an erasure does: what another session needs of a shared page to be decided stays, without titles. */
    static final String EVIDENCE = """
        delete from evidence e using document d
        where d.erased <> '{}' and e.site_id = d.site_id and e.day = d.day and e.document_id = d.id
          and (d.erased = '{(,)}' or d.erased @> (e.at_ms - d.origin_ms) and e.kind not in ('load', 'view'))""";
    static final String TITLES = """
        update evidence e set body = e.body - 'title' from document d
        where d.erased <> '{}' and e.site_id = d.site_id and e.day = d.day and e.document_id = d.id
          and e.kind in ('load', 'view') and d.erased @> (e.at_ms - d.origin_ms)""";
    private final Pool pool;

    ErasedAgain(Pool pool) {
        this.pool = pool;
    }

    /** @param tombstones as they stand in the object store */
    Uni<Void> write(JsonArray tombstones) {
        return pool.preparedQuery(VISITORS).execute(Tuple.of(tombstones))
            .chain(() -> pool.preparedQuery(DOCUMENTS).execute(Tuple.of(tombstones)))
            .chain(() -> pool.query(EVIDENCE).execute())
            .chain(() -> pool.query(TITLES).execute())
            .replaceWithVoid();
    }
}
