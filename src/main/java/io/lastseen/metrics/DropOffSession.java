package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A session that got no further than one step of a funnel, or in which its visitor last did that step. */
@Schema(name = "DropOffSession")
record DropOffSession(
        @Schema(examples = "nO3v1tq8Zb0xW2kM") String id,
        Instant startedAt,
        @Schema(description = "When it reached that step; of a funnel within days when its visitor last did it") Instant reachedAt,
        @Schema(description = "Null while open") Instant endedAt,
        @Schema(description = "Why it ended; open while it has not", examples = "closed") String reason,
        Links links) {

    /** Where it is to be read, and to be seen. */
    @Schema(name = "DropOffSessionLinks")
    record Links(
            @Schema(examples = "/api/v1/sessions/nO3v1tq8Zb0xW2kM") String self,
            @Schema(examples = "/sessions/nO3v1tq8Zb0xW2kM") String replay) {}

    static DropOffSession of(Row row) {
        return of(
                row.getString("id"),
                instant(row, "started_at"),
                instant(row, "at"),
                instant(row, "ended_at"),
                row.getString("reason"));
    }

    static DropOffSession of(FunnelContribution one) {
        return of(one.session(), one.startedAt(), one.reach().at(), one.endedAt().orElse(null), one.reason());
    }

    /** Among sessions by start. */
    TimeCursor place() {
        return new TimeCursor(startedAt, id);
    }

    private static DropOffSession of(String id, Instant startedAt, Instant reachedAt, Instant endedAt, String reason) {
        return new DropOffSession(
                id,
                startedAt,
                reachedAt,
                endedAt,
                reason,
                new Links("/api/v1/sessions/" + id, "/sessions/" + id));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
