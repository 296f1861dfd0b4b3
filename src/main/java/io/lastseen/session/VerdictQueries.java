package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what was decided about a session, one revision after the other. */
@ApplicationScoped
class VerdictQueries {
    private static final String VERDICTS = """
        select revision, reason, detail, ended_at, decided_at, final_at, confidence, evidence,
            case when reason is null then 'reopened'
                when lag(reason is not null and not provisional) over (order by revision) then 'amended'
                when provisional then 'provisional' else 'final' end as state
        from verdict where site_id = $1 and session_id = $2 order by revision desc""";
    private final Pool pool;

    VerdictQueries(Pool pool) {
        this.pool = pool;
    }

    Uni<VerdictPage> of(SessionLookup.Key session) {
        return pool.preparedQuery(VERDICTS).execute(Tuple.of(session.site(), session.id())).map(rows -> {
            List<VerdictPage.Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(item(row)));
            return new VerdictPage(items);
        });
    }

    private static VerdictPage.Item item(Row row) {
        return new VerdictPage.Item(row.getInteger("revision"), row.getString("state"), row.getString("reason"), row.getString("detail"),
            instant(row, "ended_at"), row.getOffsetDateTime("decided_at").toInstant(), instant(row, "final_at"), row.getDouble("confidence"), words(row.getJsonArray("evidence")));
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant).orElse(null);
    }

    static List<VerdictPage.Words> words(JsonArray cited) {
        return cited.stream().map(JsonObject.class::cast)
            .map(one -> new VerdictPage.Words(Instant.parse(one.getString("at")), one.getString("kind"), one.getString("text"))).toList();
    }
}
