package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what lies below a session: views, and the timeline. */
@ApplicationScoped
class SessionViews {
    private static final String VIEWS = "select * from view where site_id = $1 and session_id = $2 order by ordinal";
    private static final String MARKS = "select * from mark where site_id = $1 and session_id = $2 order by at, document_id, n";
    private final Pool pool;

    SessionViews(Pool pool) {
        this.pool = pool;
    }

    /** @param now up to which a view is shown whose page is still there */
    Uni<ViewPage> of(SessionQueries.Found.Here here, Instant now) {
        Optional<Onward> onward = Onward.of(here.row(), now);
        return pool.preparedQuery(VIEWS).execute(Tuple.of(here.site(), here.session().id())).map(rows -> {
            List<ViewPage.Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(item(row, onward)));
            return new ViewPage(items, null);
        });
    }

    private static ViewPage.Item item(Row row, Optional<Onward> onward) {
        Instant from = instant(row, "started_at");
        Instant decided = instant(row, "ended_at");
        Optional<Onward> shown = onward.filter(since -> since.shown(decided));
        Instant to = shown.map(Onward::now).orElse(decided);
        long more = shown.map(since -> since.engaged(row.getString("tab_id")).toMillis()).orElse(0L);
        return new ViewPage.Item(row.getInteger("ordinal"), row.getString("document_id"), row.getString("tab_id"), row.getString("path"),
            row.getString("title"), row.getString("how"), from, to, Duration.between(from, to).toMillis(),
            row.getLong("engaged_ms") + more);
    }

    Uni<Timeline> timeline(SessionQueries.Found.Here here) {
        return pool.preparedQuery(MARKS).execute(Tuple.of(here.site(), here.session().id())).map(rows -> {
            List<Timeline.Mark> marks = new ArrayList<>();
            rows.forEach(row -> marks.add(new Timeline.Mark(instant(row, "at"), row.getString("document_id"), row.getString("what"),
                row.getString("name"), map(row.getValue("element")), map(row.getValue("props")))));
            return new Timeline(here.session().startedAt(), here.session().endedAt(), lanes(here.row().getJsonArray("lanes")), marks,
                here.session().end());
        });
    }

    private static List<Timeline.TabLane> lanes(JsonArray rows) {
        List<Timeline.TabLane> tabs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonArray stretches = rows.getJsonObject(i).getJsonArray("lanes");
            List<Timeline.Stretch> lane = new ArrayList<>();
            for (int k = 0; k < stretches.size(); k++) {
                JsonObject one = stretches.getJsonObject(k);
                lane.add(new Timeline.Stretch(one.getString("state"), Instant.parse(one.getString("from")), Instant.parse(one.getString("to"))));
            }
            tabs.add(new Timeline.TabLane(rows.getJsonObject(i).getString("tab"), lane));
        }
        return tabs;
    }

    /** Anything else than an object was stored by an earlier version, as the page had sent it. */
    private static Map<String, Object> map(Object json) {
        return json == null ? null : json instanceof JsonObject object ? object.getMap() : Map.of("value", json);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
