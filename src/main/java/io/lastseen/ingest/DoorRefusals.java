package io.lastseen.ingest;

import io.lastseen.problem.Problem;
import io.lastseen.problem.ProblemRoute;
import io.lastseen.site.Refusal;
import io.lastseen.site.Refusals;
import io.lastseen.wire.WireRefusal;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The one place where a refusal becomes an HTTP answer and a line under "why is nothing recorded?". */
@ApplicationScoped
class DoorRefusals {
    private final Refusals refusals;

    DoorRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    /** @param site null where the write key names none */
    void refuse(HttpServerRequest request, String site, Refusal reason, String detail) {
        refusals.note(reason, site, request.getHeader("Origin"), detail);
        Cors.open(request.response());
        if (reason == Refusal.OVERLOADED) {
            request.response().putHeader("Retry-After", "1");
        }
        if (reason == Refusal.ASSETS_SPENT) {
            request.response().putHeader("Retry-After", "3600");
        }
        ProblemRoute.answer(request.response(), Problem.of(status(reason), detail));
    }

    /** Where no answer can be given: on a WebSocket. */
    void note(String site, Refusal reason, String detail) {
        refusals.note(reason, site, null, detail);
    }

    private static int status(Refusal reason) {
        return switch (reason) {
            case WRONG_KEY -> 401;
            case ORIGIN_NOT_ALLOWED, PAUSED -> 403;
            case TOO_LARGE -> 413;
            case MALFORMED, TRUNCATED, UNKNOWN_CODEC, FUTURE_VERSION -> 400;
            case CONFLICT -> 409;
            case ERASED -> 410;
            case ASSETS_SPENT -> 429;
            case OVERLOADED -> 503;
        };
    }

    static Refusal of(WireRefusal refusal) {
        return switch (refusal) {
            case TRUNCATED -> Refusal.TRUNCATED;
            case MALFORMED -> Refusal.MALFORMED;
            case FUTURE_VERSION -> Refusal.FUTURE_VERSION;
            case UNKNOWN_CODEC -> Refusal.UNKNOWN_CODEC;
            case TOO_LARGE -> Refusal.TOO_LARGE;
        };
    }
}
