package io.lastseen.session;

import io.lastseen.session.SessionView.DeviceView;
import io.lastseen.session.SessionView.End;
import io.lastseen.session.SessionView.EvidenceView;
import io.lastseen.session.SessionView.Links;
import io.lastseen.session.SessionView.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a row of session as the API does. */
public final class SessionRow {
    private SessionRow() {
    }

    /** @param now up to which an open one has lasted */
    static SessionView view(Row row, Instant now) {
        return view(row, now, Onward.of(row, now).map(Onward::engaged).orElse(Duration.ZERO));
    }

    /** As it stood then; the row needs no lanes. @param at when it was decided */
    public static SessionView decided(Row row, Instant at) {
        return view(row, at, Duration.ZERO);
    }

    private static SessionView view(Row row, Instant now, Duration engagedSince) {
        String id = row.getString("id");
        Instant startedAt = row.getOffsetDateTime("started_at").toInstant();
        Optional<Instant> endedAt = Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant);
        return new SessionView(id, row.getString("site_id"), row.getString("visitor_id"), row.getString("state"), startedAt,
            endedAt.orElse(null), Math.max(0, Duration.between(startedAt, endedAt.orElse(now)).toMillis()),
            row.getLong("engaged_ms") + engagedSince.toMillis(), endedAt.map(at -> end(row, at)).orElse(null),
            new Page(row.getString("entry_path"), row.getString("entry_title")),
            new Page(row.getString("exit_path"), row.getString("exit_title")), row.getInteger("views"), row.getString("source"),
            row.getString("channel"), known(row, "campaign", Attribution.NO_CAMPAIGN), new DeviceView(row.getString("device"), row.getString("browser"), row.getString("os")),
            known(row, "country", Whereabouts.UNKNOWN), known(row, "language", Whereabouts.UNKNOWN), row.getString("previous_id"), DemoVisitors.is(row.getString("visitor_id")),
            new Links("/api/v1/sessions/" + id, "/sessions/" + id));
    }

    /** What was told of a session before there was such a column lacks it. */
    private static String known(Row row, String column, String otherwise) {
        String value = row.getString(column);
        return value == null ? otherwise : value;
    }

    private static End end(Row row, Instant at) {
        return new End(row.getString("reason"), row.getString("detail"), at, row.getOffsetDateTime("decided_at").toInstant(),
            row.getDouble("confidence"), !row.getBoolean("final"), row.getInteger("revision"), evidence(row.getJsonArray("evidence")));
    }

    private static List<EvidenceView> evidence(JsonArray rows) {
        List<EvidenceView> evidence = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonObject one = rows.getJsonObject(i);
            evidence.add(new EvidenceView(Instant.parse(one.getString("at")), one.getString("kind"), one.getString("text")));
        }
        return evidence;
    }
}
