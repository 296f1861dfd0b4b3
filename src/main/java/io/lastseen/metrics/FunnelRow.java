package io.lastseen.metrics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.annotations.ColumnTransformer;

/** A {@link Funnel} in PostgreSQL; never leaves the repository. */
@Entity(name = "FunnelRow")
@Table(name = "funnel")
class FunnelRow {
    @Id
    String id;

    @Column(name = "site_id")
    String siteId;

    String name;

    /** An array of JSON. It travels as text, because Hibernate Reactive binds nothing but objects as JSON. */
    @ColumnTransformer(read = "cast(steps as text)", write = "cast(cast(? as text) as jsonb)")
    String steps;

    String mode;

    @Column(name = "within_days")
    int withinDays;

    boolean goal;

    @Column(name = "created_at")
    Instant createdAt;

    static FunnelRow of(Funnel funnel) {
        FunnelRow row = new FunnelRow();
        row.id = funnel.id();
        row.siteId = funnel.site();
        row.createdAt = funnel.createdAt();
        row.take(funnel);
        return row;
    }

    /** What its owner may change. */
    void take(Funnel funnel) {
        name = funnel.name();
        steps = json(funnel.steps()).encode();
        mode = funnel.mode().text();
        withinDays = funnel.withinDays();
        goal = funnel.goal();
    }

    Funnel toFunnel() {
        return new Funnel(
                id,
                siteId,
                name,
                steps(new JsonArray(steps)),
                FunnelMode.of(mode).orElseThrow(),
                withinDays,
                goal,
                createdAt);
    }

    private static JsonArray json(List<FunnelStep> steps) {
        JsonArray json = new JsonArray();
        steps.forEach(step -> json.add(new JsonObject()
                .put("name", step.name())
                .put("kind", step.kind().text())
                .put("match", step.match())));
        return json;
    }

    private static List<FunnelStep> steps(JsonArray json) {
        return IntStream.range(0, json.size())
                .mapToObj(json::getJsonObject)
                .map(step -> new FunnelStep(
                        step.getString("name"), StepKind.of(step.getString("kind")).orElseThrow(), step.getString("match")))
                .toList();
    }
}
