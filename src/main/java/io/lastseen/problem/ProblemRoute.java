package io.lastseen.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Answers a Vert.x route with a problem. */
public final class ProblemRoute {
    private ProblemRoute() {}

    /** Does nothing where the client has gone or an answer has begun. */
    public static void answer(HttpServerResponse response, Problem problem) {
        if (response.ended() || response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(json(problem).toBuffer());
    }

    private static JsonObject json(Problem problem) {
        JsonObject json = new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            JsonArray errors = new JsonArray();
            problem.errors()
                    .forEach(e -> errors.add(new JsonObject().put("field", e.field()).put("detail", e.detail())));
            json.put("errors", errors);
        }
        return json;
    }
}
