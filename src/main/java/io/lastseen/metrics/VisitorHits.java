package io.lastseen.metrics;

import io.lastseen.Backlog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads visitors' deeds from {@link VisitorFunnelSql}, visitor after visitor: no more is kept than one visitor's and one batch of rows. */
final class VisitorHits {
    private static final int AT_ONCE = 5_000;

    private final Funnel funnel;
    private final Consumer<VisitorWalk> sink;
    private final List<VisitorHit> hits = new ArrayList<>();
    private final Map<String, VisitorSession> sessions = new HashMap<>();
    private String visitor;

    private VisitorHits(Funnel funnel, Consumer<VisitorWalk> sink) {
        this.funnel = funnel;
        this.sink = sink;
    }

    /** @param sink is told of each visitor who entered, on a thread that may be kept busy */
    static Uni<Void> read(SqlConnection transaction, Funnel funnel, String sql, Tuple parameters, Consumer<VisitorWalk> sink) {
        VisitorHits reading = new VisitorHits(funnel, sink);
        return transaction.prepare(sql).chain(prepared -> reading.all(prepared, prepared.cursor(parameters)));
    }

    private Uni<Void> all(PreparedStatement prepared, Cursor cursor) {
        return Backlog.workOff(() -> cursor.read(AT_ONCE).emitOn(Infrastructure.getDefaultExecutor()).map(rows -> {
                    rows.forEach(this::take);
                    return cursor.hasMore();
                }))
                .invoke(this::follow)
                .chain(cursor::close)
                .chain(prepared::close);
    }

    private void take(Row row) {
        String of = row.getString("visitor_id");
        if (!of.equals(visitor)) {
            follow();
            visitor = of;
        }
        String id = row.getString("session_id");
        int step = row.getInteger("step");
        VisitorSession session = step == VisitorHit.NO_STEP
                ? new VisitorSession(id, at(row, "started_at"), Optional.empty(), "", null)
                : sessions.computeIfAbsent(id, first -> session(row, id));
        hits.add(new VisitorHit(
                step,
                at(row, "at"),
                row.getInteger("kind") == 0,
                session,
                row.getLong("n"),
                row.getString("document_id"),
                row.getBoolean("enters")));
    }

    private void follow() {
        if (!hits.isEmpty()) {
            sink.accept(new VisitorWalk(funnel, hits));
        }
        hits.clear();
        sessions.clear();
    }

    private static VisitorSession session(Row row, String id) {
        Optional<Instant> end = Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant);
        return new VisitorSession(id, at(row, "started_at"), end, row.getString("reason"), row.getString("told"));
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
