package io.lastseen.access;

import io.lastseen.problem.Problem;
import io.lastseen.problem.ProblemRoute;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes guessing slow: a wrong token is answered after {@value #DELAY_MS} ms, at most {@value #MOST_WAITING} at once. */
@ApplicationScoped
class WrongTokens {
    static final long DELAY_MS = 1_000;
    private static final int MOST_WAITING = 64;

    private final AtomicInteger waiting = new AtomicInteger();

    void slow(RoutingContext context, Runnable answer) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            HttpServerResponse response = context.response().putHeader("Retry-After", "5");
            ProblemRoute.answer(response, Problem.of(429, "Too many wrong access tokens at once. Wait a few seconds."));
            return;
        }
        context.vertx().setTimer(DELAY_MS, timer -> {
            waiting.decrementAndGet();
            if (!context.response().ended() && !context.response().closed()) {
                answer.run();
            }
        });
    }
}
