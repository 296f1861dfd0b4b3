package io.lastseen.session;

import io.lastseen.session.Live.LiveItem;
import io.lastseen.session.Live.LivePage;
import io.lastseen.session.Live.LiveState;
import io.lastseen.session.SessionView.DeviceView;
import io.lastseen.session.SessionView.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads open sessions as they stand now: what was decided last, and what time alone has done to it since. */
@ApplicationScoped
class LiveQueries {
    private static final int MOST_ITEMS = 200;
    /** As {@link Phase} has them. */
    static final List<String> STATES = List.of("engaged", "quiet", "away", "handed-over", "leaving");
    private static final String HERE = """
        with here as (
            select s.*, now() as at, phase = 'engaged' and attentive_until < now() as faded
            from session s
            where counted and state = 'open' and erased_at is null and phase is not null and ($1::text is null or site_id = $1)
        ), told as (
            select *, case when faded then 'quiet' else phase end as now_state,
                case when faded then attentive_until else phase_since end as now_since
            from here
        )
        """;
    private static final String STATES_OF = HERE + """
        select now() as at, now_state, count(*) as sessions, (select count(distinct (site_id, visitor_id)) from told) as visitors
        from told group by now_state""";
    private static final String PAGES = HERE + """
        select exit_path, max(exit_title) as exit_title, count(*) as sessions from told group by exit_path order by 3 desc, 1 limit 100""";
    private static final String ITEMS = HERE + """
        select *, count(*) over () as fitting from told where ($2::text is null or now_state = $2) and ($3::text is null or exit_path = $3)
        order by started_at desc, id desc limit """ + " " + MOST_ITEMS;
    private static final String CLOCK = "select now() as at";
    private final Pool pool;

    LiveQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param site  empty for all
     * @param state of the items alone; empty for any
     * @param path  of the items alone; empty for any
     */
    Uni<Live> of(Optional<String> site, Optional<String> state, Optional<String> path) {
        Tuple only = Tuple.of(site.orElse(null));
        Tuple narrowed = Tuple.of(site.orElse(null), state.orElse(null), path.orElse(null));
        // In one transaction with one view of the rows, so that the counts agree with each other.
        return pool.withTransaction(one -> one.query("set transaction isolation level repeatable read, read only").execute()
            .flatMap(set -> Uni.combine().all().unis(one.query(CLOCK).execute(), one.preparedQuery(STATES_OF).execute(only),
                one.preparedQuery(PAGES).execute(only), one.preparedQuery(ITEMS).execute(narrowed)).with(LiveQueries::live)));
    }

    private static Live live(RowSet<Row> clock, RowSet<Row> states, RowSet<Row> pages, RowSet<Row> items) {
        Map<String, Long> counts = new LinkedHashMap<>();
        STATES.forEach(state -> counts.put(state, 0L));
        long visitors = 0;
        for (Row row : states) {
            counts.put(row.getString("now_state"), row.getLong("sessions"));
            visitors = row.getLong("visitors");
        }
        long sessions = counts.values().stream().mapToLong(Long::longValue).sum();
        List<LivePage> shown = new ArrayList<>();
        pages.forEach(row -> shown.add(new LivePage(row.getString("exit_path"), row.getString("exit_title"), row.getLong("sessions"))));
        List<LiveItem> people = new ArrayList<>();
        long fitting = 0;
        for (Row row : items) {
            people.add(item(row));
            fitting = row.getLong("fitting");
        }
        return new Live(clock.iterator().next().getOffsetDateTime("at").toInstant(), sessions, visitors, shown,
            counts.entrySet().stream().map(entry -> new LiveState(entry.getKey(), entry.getValue())).toList(), people,
            fitting - people.size(), LiveDefinition.texts(), LiveDefinition.units());
    }

    private static LiveItem item(Row row) {
        String id = row.getString("id");
        return new LiveItem(id, row.getString("site_id"), row.getString("visitor_id"), row.getString("now_state"),
            row.getString("exit_path"), row.getString("exit_title"), row.getOffsetDateTime("now_since").toInstant(),
            row.getOffsetDateTime("started_at").toInstant(), row.getInteger("views"), row.getString("source"),
            new DeviceView(row.getString("device"), row.getString("browser"), row.getString("os")), row.getString("country"),
            new Links("/api/v1/sessions/" + id, "/sessions/" + id));
    }
}
