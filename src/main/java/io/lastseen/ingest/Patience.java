package io.lastseen.ingest;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Predicate;

/** Tries a step again, after ever longer waits, until a deadline. */
final class Patience {
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);
    private final Pace pace;
    private final Duration deadline;

    Patience(Pace pace, Duration deadline) {
        this.pace = pace;
        this.deadline = deadline;
    }

    /**
     * Fails with the last failure.
     *
     * @param step    may be subscribed to again
     * @param worthIt whether trying again may help
     */
    <T> Uni<T> repeat(Uni<T> step, Predicate<Throwable> worthIt) {
        return Uni.createFrom().deferred(() -> repeat(step, worthIt, pace.millis() + deadline.toMillis(), FIRST_WAIT));
    }

    private <T> Uni<T> repeat(Uni<T> step, Predicate<Throwable> worthIt, long until, Duration next) {
        return step.onFailure(worthIt).recoverWithUni(failure -> {
            Duration wait = Duration.ofMillis(Math.round(next.toMillis() * (0.5 + pace.jitter())));
            Duration longer = next.multipliedBy(2).compareTo(LAST_WAIT) < 0 ? next.multipliedBy(2) : LAST_WAIT;
            return pace.millis() + wait.toMillis() > until ? Uni.createFrom().failure(failure)
                : waited(wait).chain(() -> repeat(step, worthIt, until, longer));
        });
    }

    private Uni<Void> waited(Duration wait) {
        return Uni.createFrom().emitter(emitter -> pace.after(wait, () -> emitter.complete(null)));
    }
}
