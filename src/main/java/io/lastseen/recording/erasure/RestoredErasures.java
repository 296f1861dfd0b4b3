package io.lastseen.recording.erasure;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A database that was restored from a backup still has sessions that were erased after the backup was made. Tombstones in the object
 * store name them: they are erased again, under the erasure they were erased by.
 */
@ApplicationScoped
public class RestoredErasures {
    static final String LEFT = """
        select t ->> 'site' as site_id, t ->> 'erasure' as erasure, array(select jsonb_array_elements_text(t -> 'visitors')) as visitors,
               array_agg(s.id order by s.id) as sessions, array_agg(distinct s.visitor_id) as owners
        from jsonb_array_elements($1::jsonb) t
        join session s on s.site_id = t ->> 'site' and s.id in (select jsonb_array_elements_text(t -> 'sessions'))
        where s.erased_at is null group by 1, 2, 3""";
    private final Pool pool;
    private final ErasureSwitch rows;

    RestoredErasures(Pool pool, ErasureSwitch rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /**
     * May be repeated. No replica may run meanwhile.
     *
     * @param tombstones as they stand in the object store
     * @return how many sessions were there
     */
    public Uni<Integer> eraseAgain(JsonArray tombstones) {
        return pool.preparedQuery(LEFT).execute(Tuple.of(tombstones)).flatMap(found -> Multi.createFrom().iterable(found)
            .onItem().transformToUniAndConcatenate(row -> rows.erase(subject(row), row.getString("erasure"))
                .map(erased -> erased ? row.getArrayOfStrings("sessions").length : 0))
            .collect().in(() -> new int[1], (sum, some) -> sum[0] += some).map(sum -> sum[0]));
    }

    private static ErasureSubject subject(Row row) {
        List<String> sessions = List.of(row.getArrayOfStrings("sessions"));
        List<String> visitors = List.of(row.getArrayOfStrings("visitors"));
        return visitors.isEmpty()
            ? new ErasureSubject(row.getString("site_id"), "session", sessions.get(0), sessions, visitors, List.of(row.getArrayOfStrings("owners")))
            : new ErasureSubject(row.getString("site_id"), "visitor", visitors.get(0), sessions, visitors, visitors);
    }
}
