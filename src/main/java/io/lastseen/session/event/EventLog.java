package io.lastseen.session.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastseen.session.SessionRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Numbered events in PostgreSQL. */
@ApplicationScoped
public class EventLog {
    private static final String EVENTS = """
        select e.position, e.id as event_id, e.type as event_type, e.at as event_at, s.*
        from event e cross join lateral jsonb_populate_record(null::session, e.session) s
        """;
    private static final String AFTER = EVENTS + "where e.position > $1 and ($2::text is null or e.site_id = $2) order by e.position limit $3";
    private static final String AT = EVENTS + "where e.position = any($1)";
    private static final String BOUNDS = """
        select forgotten_to, greatest(forgotten_to, (select max(position) from event)) as latest from event_turn""";
    private final Pool pool;
    private final ObjectMapper json;

    EventLog(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * What there is.
     *
     * @param forgottenTo positions up to this one are not kept any more
     */
    record Bounds(long forgottenTo, long latest) {
    }

    Uni<Bounds> bounds() {
        return pool.preparedQuery(BOUNDS).execute().map(rows -> rows.iterator().next())
            .map(row -> new Bounds(row.getLong("forgotten_to"), row.getLong("latest")));
    }

    /** In order. @param site empty for all */
    Uni<List<Logged>> after(long position, Optional<String> site, int most) {
        return pool.preparedQuery(AFTER).execute(Tuple.of(position, site.orElse(null), most)).map(this::read);
    }

    /** Those that are still kept, in any order. */
    public Uni<List<Logged>> at(List<Long> positions) {
        return pool.preparedQuery(AT).execute(Tuple.of(positions.toArray(Long[]::new))).map(this::read);
    }

    private List<Logged> read(RowSet<Row> rows) {
        List<Logged> events = new ArrayList<>();
        rows.forEach(row -> events.add(logged(row)));
        return events;
    }

    private Logged logged(Row row) {
        Instant at = row.getOffsetDateTime("event_at").toInstant();
        UUID id = row.getUUID("event_id");
        String type = row.getString("event_type");
        String site = row.getString("site_id");
        return new Logged(row.getLong("position"), site, id.toString(), type,
            write(new SessionEvent(id, type, at, site, row.getInteger("revision"), SessionRow.decided(row, at))));
    }

    private String write(SessionEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
