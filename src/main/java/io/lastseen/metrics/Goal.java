package io.lastseen.metrics;

import io.lastseen.metrics.StepSql.Wanted;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something a site's visitors are hoped to do: whoever did it has converted. */
@Schema(name = "Goal")
record Goal(
        @Schema(examples = "k7mq3wxb9ztd") String id,
        @Schema(examples = "demo") String site,
        @Schema(examples = "Purchase") String name,
        @Schema(description = "path: a page is shown; event: lastseen.track(name); click: an element is clicked", examples = "path")
                StepKind kind,
        @Schema(description = "Written as in funnels", examples = "/thanks/*") String match,
        Instant createdAt) {

    Wanted wanted() {
        return wanted(0);
    }

    /** @param step by which it is told from others in one question */
    Wanted wanted(int step) {
        return new Wanted(step, site, StepMatch.read(kind, match));
    }

    static Goal read(Row row) {
        return new Goal(
                row.getString("id"),
                row.getString("site_id"),
                row.getString("name"),
                StepKind.of(row.getString("kind")).orElseThrow(),
                row.getString("match"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
